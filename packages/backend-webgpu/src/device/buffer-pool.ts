import type { Device } from './open-device.js';
import { usage } from './usage.js';

/** Buffers of a device, kept for another use once they are given back. */
export interface BufferPool {
	/** A buffer of at least this many bytes. Its numbers are anything. */
	readonly take: (bytes: number, label: string) => GPUBuffer;
	/** Gives a buffer back, after whatever was submitted before. */
	readonly give: (buffer: GPUBuffer) => void;
}

/** The most bytes that are kept for another use. */
const KEPT_BYTES = 2 ** 26;

const FOR_KERNELS = usage.storage | usage.uniform | usage.copySource | usage.copyTarget;

/** An empty pool. */
export function createBufferPool({ gpu, bufferBytes }: Pick<Device, 'gpu' | 'bufferBytes'>): BufferPool {
	const idle = new Map<number, GPUBuffer[]>();
	let kept = 0;
	return {
		take: (bytes, label) => {
			const size = roundUp(bytes, bufferBytes);
			const found = idle.get(size)?.pop();
			if (found === undefined) return gpu.createBuffer({ label, size, usage: FOR_KERNELS });
			kept -= size;
			found.label = label;
			return found;
		},
		give: (buffer) => {
			if (kept + buffer.size <= KEPT_BYTES) {
				kept += buffer.size;
				const same = idle.get(buffer.size);
				if (same === undefined) idle.set(buffer.size, [buffer]);
				else same.push(buffer);
				return;
			}
			buffer.destroy();
			// Dawn gives the memory of destroyed buffers back when something is submitted.
			gpu.queue.submit([]);
		},
	};
}

/** Sizes come in steps, four to each power of two, so that buffers fit other uses. */
function roundUp(bytes: number, most: number): number {
	if (bytes <= 256) return 256;
	const step = 2 ** Math.max(0, Math.floor(Math.log2(bytes)) - 2);
	return Math.min(Math.ceil(bytes / step) * step, most);
}
