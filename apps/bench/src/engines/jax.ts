import type * as jax from '@jax-js/jax';
import { makeKernel } from '../kernels/make-kernel.js';
import { type Engine, isNotRun } from './engine.js';
import { loadLibrary } from './load-library.js';

/** jax-js with its WASM backend, one thread, compiled with `jit`. */
export const jaxJs: Engine = {
	name: 'jax-js, wasm',
	open: async (work) => {
		if (work.kind === 'program') return { notRun: 'jax-js has no loops that end by a condition' };
		fillGlobals();
		const loaded = await loadLibrary('@jax-js/jax', () => import('@jax-js/jax'));
		if (isNotRun(loaded)) return loaded;
		const { library, version } = loaded;
		await library.init('wasm');
		library.defaultDevice('wasm');
		const kernel = makeKernel(work);
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
		return {
			details: `version ${version}`,
			run: async () => Float32Array.from(await compute(references(arrays)).data()),
		};
	},
};

/** The library takes an array away when it is used, unless it is handed a further reference. */
function references(arrays: Readonly<Record<string, jax.Array>>): Record<string, jax.Array> {
	return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.ref] as const));
}

/** Node 20 lacks two globals that the library expects, and one core keeps it to one thread. */
function fillGlobals(): void {
	for (const [name, value] of Object.entries({ navigator: { hardwareConcurrency: 1 }, Float16Array: class {} }))
		if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value });
}
