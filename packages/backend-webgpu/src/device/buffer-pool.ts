import { noMemoryError, tooLargeError } from './device-errors.js';
import type { Device } from './open-device.js';
import { usage } from './usage.js';

/** Buffers of a device, kept for another use once they are given back. */
export interface BufferPool {
	/**
	 * A buffer of at least this many bytes. Its numbers are anything.
	 *
	 * @throws AltaError ALTA5029 by the label for more bytes than a buffer may have.
	 */
	readonly take: (bytes: number, label: string) => GPUBuffer;
	/** A buffer of zeros. Throws as `take` does. */
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
export function createBufferPool({
	gpu,
	bufferBytes,
	errors,
	report,
}: Pick<Device, 'gpu' | 'bufferBytes' | 'errors' | 'report'>): BufferPool {
	const idle = new Map<number, GPUBuffer[]>();
	const asked = new WeakMap<GPUBuffer, Promise<Error | undefined>>();
	const failed = new WeakSet<GPUBuffer>();
	/** How many errors there had been when a buffer was made. */
	const madeAfter = new WeakMap<GPUBuffer, number>();
	let kept = 0;
	const create = (size: number, label: string): GPUBuffer => {
		const large = size >= LARGE_BYTES;
		const before = errors();
		if (large) gpu.pushErrorScope('out-of-memory');
		const buffer = gpu.createBuffer({ label, size, usage: FOR_KERNELS });
		madeAfter.set(buffer, before);
		if (!large) return buffer;
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
		if (madeAfter.get(found) !== errors()) {
			// The error may have been about this buffer.
			found.destroy();
			return reuse(size, label);
		}
		found.label = label;
		return found;
	};

	const sizeFor = (bytes: number, label: string): number => {
		if (bytes > bufferBytes) throw tooLargeError(label, bytes, bufferBytes);
		return roundUp(bytes, bufferBytes);
	};
	return {
		take: (bytes, label) => {
			const size = sizeFor(bytes, label);
			return reuse(size, label) ?? create(size, label);
		},
		zeros: (bytes, label) => {
			const size = sizeFor(bytes, label);
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
			const doubtful = asked.get(buffer);
			if (doubtful !== undefined) gpu.pushErrorScope('validation');
			gpu.queue.writeBuffer(buffer, 0, data);
			if (doubtful === undefined) return;
			void gpu.popErrorScope().then(
				async (error) => {
					if (error !== null && (await doubtful) === undefined) report(error);
				},
				() => undefined,
			);
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
