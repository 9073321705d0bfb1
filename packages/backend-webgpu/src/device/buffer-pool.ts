import { noMemoryError } from './device-errors.js';
import type { Device } from './open-device.js';
import { usage } from './usage.js';

/** Buffers of a device, kept for another use once they are given back. */
export interface BufferPool {
	/** A buffer of at least this many bytes. Its numbers are anything. */
	readonly take: (bytes: number, label: string) => GPUBuffer;
	/** A buffer of zeros. */
	readonly zeros: (bytes: number, label: string) => GPUBuffer;
	/** Copies numbers to a buffer. */
	readonly write: (buffer: GPUBuffer, data: ArrayBufferView<ArrayBuffer>) => void;
	/**
	 * Waits until it is known whether the device had room for buffers.
	 *
	 * @throws AltaError ALTA5042 by the label of the first for which it had none.
	 */
	readonly made: (buffers: Iterable<GPUBuffer>) => Promise<void>;
	/** Gives a buffer back, after whatever was submitted before. */
	readonly give: (buffer: GPUBuffer) => void;
}

/** The most bytes that are kept for another use. */
const KEPT_BYTES = 2 ** 26;

/** From this size on the device is asked whether it had room. */
const LARGE_BYTES = 2 ** 20;

const FOR_KERNELS = usage.storage | usage.uniform | usage.copySource | usage.copyTarget;

/** An empty pool. */
export function createBufferPool({ gpu, bufferBytes }: Pick<Device, 'gpu' | 'bufferBytes'>): BufferPool {
	const idle = new Map<number, GPUBuffer[]>();
	const asked = new WeakMap<GPUBuffer, Promise<Error | undefined>>();
	const failed = new WeakSet<GPUBuffer>();
	let kept = 0;
	const create = (size: number, label: string): GPUBuffer => {
		if (size < LARGE_BYTES) return gpu.createBuffer({ label, size, usage: FOR_KERNELS });
		gpu.pushErrorScope('out-of-memory');
		const buffer = gpu.createBuffer({ label, size, usage: FOR_KERNELS });
		asked.set(
			buffer,
			gpu.popErrorScope().then(
				(error) => {
					if (error === null) return undefined;
					failed.add(buffer);
					return noMemoryError(label, size, error.message);
				},
				// The scope of a lost device says nothing; that it was lost is told elsewhere.
				() => undefined,
			),
		);
		return buffer;
	};
	const reuse = (size: number, label: string): GPUBuffer | undefined => {
		const found = idle.get(size)?.pop();
		if (found === undefined) return undefined;
		kept -= size;
		found.label = label;
		return found;
	};
	return {
		take: (bytes, label) => {
			const size = roundUp(bytes, bufferBytes);
			return reuse(size, label) ?? create(size, label);
		},
		zeros: (bytes, label) => {
			const size = roundUp(bytes, bufferBytes);
			const used = reuse(size, label);
			// New buffers are zero by themselves.
			if (used === undefined) return create(size, label);
			const encoder = gpu.createCommandEncoder({ label: `zeros for ${label}` });
			encoder.clearBuffer(used);
			gpu.queue.submit([encoder.finish({ label })]);
			return used;
		},
		write: (buffer, data) => {
			if (data.byteLength === 0) return;
			// There may have been no room for the buffer: that is told where it is used.
			const doubtful = asked.has(buffer);
			if (doubtful) gpu.pushErrorScope('validation');
			gpu.queue.writeBuffer(buffer, 0, data);
			if (doubtful) gpu.popErrorScope().catch(() => undefined);
		},
		made: async (buffers) => {
			for (const buffer of buffers) {
				const error = await asked.get(buffer);
				if (error !== undefined) throw error;
			}
		},
		give: (buffer) => {
			if (!failed.has(buffer) && kept + buffer.size <= KEPT_BYTES) {
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
