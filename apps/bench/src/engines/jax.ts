import { makeKernel } from '../kernels/make-kernel.js';
import { type Engine, isNotRun } from './engine.js';
import { openJax } from './jax-kernel.js';
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
		return { details: `version ${version}`, ...openJax(library, makeKernel(work)) };
	},
};

/** Node 20 lacks two globals that the library expects, and one core keeps it to one thread. */
function fillGlobals(): void {
	for (const [name, value] of Object.entries({ navigator: { hardwareConcurrency: 1 }, Float16Array: class {} }))
		if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value });
}
