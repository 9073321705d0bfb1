import type { Device } from '../device/open-device.js';
import { MAP_READ, usage } from '../device/usage.js';

/** Copies the first bytes of buffers to the host, all of them in one go, after what was submitted before. */
export async function readWords(
	{ gpu, wait }: Device,
	parts: readonly { readonly buffer: GPUBuffer; readonly bytes: number }[],
	label: string,
): Promise<readonly ArrayBuffer[]> {
	const size = parts.reduce((sum, { bytes }) => sum + bytes, 0);
	if (size === 0) return parts.map(() => new ArrayBuffer(0));
	const staging = gpu.createBuffer({ label: `${label}: read`, size, usage: usage.mapRead | usage.copyTarget });
	const encoder = gpu.createCommandEncoder({ label: `${label}: read` });
	let at = 0;
	for (const { buffer, bytes } of parts) {
		if (bytes > 0) encoder.copyBufferToBuffer(buffer, 0, staging, at, bytes);
		at += bytes;
	}
	gpu.queue.submit([encoder.finish({ label })]);
	try {
		await wait(staging.mapAsync(MAP_READ));
		const all = staging.getMappedRange().slice(0);
		let from = 0;
		return parts.map(({ bytes }) => {
			from += bytes;
			return all.slice(from - bytes, from);
		});
	} finally {
		staging.destroy();
	}
}
