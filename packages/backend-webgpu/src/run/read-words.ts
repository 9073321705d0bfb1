import type { Device } from '../device/open-device.js';
import { MAP_READ, usage } from '../device/usage.js';

/** Copies the first bytes of a buffer to the host, after what was submitted before. */
export async function readWords({ gpu, wait }: Device, buffer: GPUBuffer, bytes: number, label: string): Promise<ArrayBuffer> {
	if (bytes === 0) return new ArrayBuffer(0);
	const staging = gpu.createBuffer({ label: `${label}: read`, size: bytes, usage: usage.mapRead | usage.copyTarget });
	const encoder = gpu.createCommandEncoder({ label: `${label}: read` });
	encoder.copyBufferToBuffer(buffer, 0, staging, 0, bytes);
	gpu.queue.submit([encoder.finish({ label })]);
	try {
		await wait(staging.mapAsync(MAP_READ));
		return staging.getMappedRange().slice(0);
	} finally {
		staging.destroy();
	}
}
