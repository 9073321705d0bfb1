import { altaError } from '@alta-ts/diagnostics';
import type { Backend } from '@alta-ts/tensor';
import type { CpuOptions } from './cpu-options.js';
import { createOneThread } from './one-thread.js';
import { threadStarter } from './threads/host-threads.js';
import { withThreads } from './threads/with-threads.js';

/**
 * A backend that runs plans on the processor, in f32 and i32.
 *
 * Dense products, dense attention and the like run in WebAssembly with SIMD where there is some. Linear layers with sparse weights cost their
 * active inputs, attention of sparse queries its matches, and the passes of a loop what changes between them. Memory is linear in the length
 * of sequences. A sequence gives the same bits whatever else is in its batch.
 *
 * @throws AltaError ALTA5051 for a number of threads, or a limit of memory, that is no whole number from 1. A thread that ends while it runs a part
 * of a batch fails the run with ALTA5050.
 *
 * @example
 * ```ts
 * import { createCpuBackend } from '@alta-ts/backend-cpu';
 * const backend = createCpuBackend();
 * const buffer = backend.upload({ dtype: 'f32', shape: [2], data: Float32Array.of(1, 2) }, 'numbers');
 * (await backend.read(buffer)).data; // => Float32Array.of(1, 2)
 * ```
 */
export function createCpuBackend(options: CpuOptions = {}): Backend {
	const { threads = 1, ...own } = options;
	refuseNonCount('threads', threads);
	if (own.memoryBytes !== undefined) refuseNonCount('memoryBytes', own.memoryBytes);
	const start = threads > 1 ? threadStarter() : undefined;
	const backend = createOneThread(own);
	return start === undefined ? backend : withThreads(backend, threads - 1, own, start);
}

function refuseNonCount(option: string, value: number): void {
	if (Number.isSafeInteger(value) && value >= 1) return;
	throw altaError('ALTA5051', {
		what: `The option ${option} is ${value}.`,
		where: ['backend cpu', `option ${option}`],
		why: 'It counts threads or bytes.',
		fix: 'Pass a whole number from 1, or leave it out.',
	});
}
