import type { Backend } from '@alta-ts/tensor';
import { checkOptions } from './check-options.js';
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
 * @throws AltaError ALTA5051 for an option that does not exist or a value that it cannot have. A thread that ends while it runs a part of a batch
 * fails the run with ALTA5050.
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
	checkOptions(options);
	const { threads = 1, ...own } = options;
	const start = threads > 1 ? threadStarter() : undefined;
	const backend = createOneThread(own);
	return start === undefined ? backend : withThreads(backend, threads - 1, own, start);
}
