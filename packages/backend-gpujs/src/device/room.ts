import type { GpuJsMode } from '../modes.js';

/** Where the arguments of a kernel go, and how many threads there are at least. */
export interface Room {
	readonly data: Float32Array;
	readonly threads: number;
}

/**
 * Room for kernels of a mode: for so many entries of arrays and so many threads.
 *
 * gpu.js compiles a kernel of WebAssembly for every size of both, and keeps memory for each. So there are few sizes in that mode: powers of 4 for
 * entries, which cost little, and four sizes between a power of 2 and the next for threads. What is left of a former kernel beyond the entries is
 * never read.
 */
export function roomsOf(mode: GpuJsMode): (entries: number, threads: number) => Room {
	if (mode !== 'webasm') return (entries, threads) => ({ data: new Float32Array(Math.max(1, entries)), threads });
	const kept = new Map<number, Float32Array>();
	return (entries, threads) => {
		const size = 4 ** Math.ceil(Math.log2(Math.max(1024, entries)) / 2);
		const data = kept.get(size) ?? new Float32Array(size);
		kept.set(size, data);
		const step = 2 ** Math.max(6, Math.floor(Math.log2(threads)) - 2);
		return { data, threads: Math.ceil(threads / step) * step };
	};
}
