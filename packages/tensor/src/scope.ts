import type { Backend, Buffer, Executable, RunInfo } from './backend.js';
import type { Plan } from './plan.js';
import type { DType, Tensor } from './tensor.js';

/** Buffers and executables that are disposed together, except those that were taken out. */
export interface Scope {
	readonly backend: Backend;
	/** Hands something to the scope. */
	own<Thing extends Buffer | Executable>(thing: Thing): Thing;
	/** Takes something out: the caller disposes it. */
	take<Thing extends Buffer | Executable>(thing: Thing): Thing;
	/** Uploads a tensor to a buffer of the scope. */
	upload(tensor: Tensor, label: string): Buffer;
	/** Zeros in a buffer of the scope. */
	allocate(shape: readonly number[], dtype: DType, label: string): Buffer;
	/** Prepares an executable of the scope. */
	prepare(plan: Plan): Promise<Executable>;
	/** Runs an executable, of the scope or not; the outputs belong to the scope. */
	run(executable: Executable, inputs: Readonly<Record<string, Buffer>>): Promise<RunInfo>;
}

/**
 * Calls a function with a scope and, however it ends, frees what the scope holds then.
 *
 * @example
 * ```ts
 * import { createReferenceBackend, withScope } from '@alta-ts/tensor';
 * const backend = createReferenceBackend();
 * const numbers = await withScope(backend, async (scope) => {
 *   const buffer = scope.upload({ dtype: 'f32', shape: [2], data: Float32Array.of(1, 2) }, 'numbers');
 *   return (await backend.read(buffer)).data;
 * });
 * numbers; // => Float32Array.of(1, 2)
 * ```
 */
export async function withScope<Result>(backend: Backend, body: (scope: Scope) => Result | Promise<Result>): Promise<Result> {
	const owned = new Set<Buffer | Executable>();
	const own: Scope['own'] = (thing) => {
		owned.add(thing);
		return thing;
	};
	try {
		return await body({
			backend,
			own,
			take: (thing) => {
				owned.delete(thing);
				return thing;
			},
			upload: (tensor, label) => own(backend.upload(tensor, label)),
			allocate: (shape, dtype, label) => own(backend.allocate(shape, dtype, label)),
			prepare: async (plan) => own(await backend.prepare(plan)),
			run: async (executable, inputs) => {
				const info = await executable.run(inputs);
				for (const buffer of Object.values(info.outputs)) own(buffer);
				return info;
			},
		});
	} finally {
		for (const thing of owned) thing.dispose();
	}
}
