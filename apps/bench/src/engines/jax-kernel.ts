import type * as jax from '@jax-js/jax';
import type { Kernel } from '../kernels/kernel.js';
import type { OpenEngine } from './engine.js';

/** Lays out a kernel on the default device of jax-js, compiled with `jit`. */
export function openJax(library: typeof jax, kernel: Kernel): OpenEngine {
	const arrays: Record<string, jax.Array> = {};
	for (const [name, { shape, data }] of Object.entries({ ...kernel.inputs, ...kernel.constants }))
		arrays[name] = library.numpy.array(data).reshape([...shape]);
	const compute = library.jit((given: Record<string, jax.Array>) =>
		kernel.jax(library, (name) => {
			const array = given[name];
			if (array === undefined) throw new Error(`internal: there is no ${name}`);
			return array;
		}),
	);
	return { run: async () => Float32Array.from(await compute(references(arrays)).data()) };
}

/** The library takes an array away when it is used, unless it is handed a further reference. */
function references(arrays: Readonly<Record<string, jax.Array>>): Record<string, jax.Array> {
	return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.ref] as const));
}
