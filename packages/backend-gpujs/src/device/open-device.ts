import { isAltaError } from '@alta-ts/diagnostics';
import { type AdapterInfo, disposedError } from '@alta-ts/tensor';
import type { GPU, IKernelRunShortcut } from 'gpu.js';
import { add } from '../kernels/add.js';
import { type Kernel, sourceOf } from '../kernels/kernel.js';
import { type GpuJsMode, modes } from '../modes.js';
import { type ContextFacts, contextFacts } from './context-facts.js';
import { kernelError, lostError, unavailableError } from './device-errors.js';
import { loadGpuJs } from './load-gpujs.js';

/** Arrays and numbers for a kernel, by the names of its parameters. */
export type Arguments = Readonly<Record<string, Float32Array | number>>;

/** What runs kernels: one instance of gpu.js. */
export interface Device {
	readonly adapter: AdapterInfo;
	/** The most entries of an array: numbers of threads and places in arrays are f32 in shaders, which are exact up to here. */
	readonly entries: number;
	/**
	 * Runs a kernel with as many threads as there are to be results. Runs must not overlap.
	 *
	 * @throws AltaError ALTA5021 once the device is closed, ALTA5061 for a lost one, ALTA5062 where gpu.js fails.
	 */
	run(kernel: Kernel, threads: number, given: Arguments): Promise<Float32Array>;
	close(): void;
}

const MOST_ENTRIES = 2 ** 24;

/** How many sizes of arguments a kernel of WebAssembly keeps a module for. The linear layers of a deep model need one each. */
const MODULES = 32;

/**
 * Opens gpu.js in a mode, and tries it.
 *
 * @throws AltaError ALTA5060 where it does not work.
 */
export async function openDevice(mode: GpuJsMode): Promise<Device> {
	const package_ = await loadGpuJs();
	if (package_ === undefined) throw unavailableError(mode, 'The package gpu.js is not installed.', 'Run `npm install gpu.js`.');
	const gpu = await tried(mode, async () => new package_.GPU({ mode }));
	const kernels = new Map<string, IKernelRunShortcut>();
	let facts: ContextFacts | undefined;
	let open = true;

	const run: Device['run'] = async (kernel, threads, given) => {
		if (!open) throw disposedError('The backend', 'backend gpujs');
		if (facts?.lost() === true) throw lostError(mode);
		if (threads === 0) return new Float32Array(0);
		const compiled = kernels.get(kernel.name) ?? compile(gpu, kernel);
		kernels.set(kernel.name, compiled);
		const result = await attempt(kernel, async () => {
			compiled.setOutput([threads]);
			return compiled(...argumentsOf(kernel, given));
		});
		facts ??= contextFacts(compiled.context);
		// A lost context of WebGL goes on and gives zeros.
		if (facts.lost()) throw lostError(mode);
		return checked(kernel, threads, compiled, result);
	};

	const attempt = async (kernel: Kernel, body: () => Promise<unknown>): Promise<unknown> => {
		try {
			return await body();
		} catch (error) {
			if (!open) throw disposedError('The backend', 'backend gpujs');
			if (facts?.lost() === true) throw lostError(mode);
			throw kernelError(mode, kernel.name, told(error));
		}
	};

	const checked = (kernel: Kernel, threads: number, { kernel: inner }: IKernelRunShortcut, result: unknown): Float32Array => {
		const own: unknown = Reflect.get(inner.constructor, 'mode');
		if (own !== modes[mode].kernels)
			throw kernelError(mode, kernel.name, `gpu.js went over to "${String(own)}": ${inner.fallbackReason ?? 'it did not say why'}.`);
		if (result instanceof Float32Array && result.length === threads) return result;
		throw kernelError(mode, kernel.name, `It did not give ${threads} numbers.`);
	};

	const close = (): void => {
		open = false;
		kernels.clear();
		gpu.destroy().catch(() => undefined);
	};

	try {
		const [sum] = await run(add, 1, { a: Float32Array.of(1), b: Float32Array.of(2) });
		if (sum !== 3) throw new RangeError(`it adds 1 and 2 to ${sum}`);
	} catch (error) {
		close();
		throw unavailableError(mode, `A first kernel failed: ${told(error)}`);
	}
	const { description } = modes[mode];
	return {
		adapter: { name: `gpu.js ${mode}`, description: facts?.card === undefined ? `${description}.` : `${description}: ${facts.card}.` },
		entries: Math.min(MOST_ENTRIES, facts?.entries ?? MOST_ENTRIES),
		run,
		close,
	};
}

function compile(gpu: GPU, kernel: Kernel): IKernelRunShortcut {
	const settings = {
		argumentTypes: kernel.parameters,
		output: [1],
		dynamicOutput: true,
		dynamicArguments: true,
		// Loops of shaders end here whatever their condition says, so it is more than any array has entries.
		loopMaxIterations: 2 * MOST_ENTRIES,
		precision: 'single',
		tactic: 'precision',
	} as const satisfies object;
	const compiled = gpu.createKernel(sourceOf(kernel), { ...settings, output: [1] });
	return Object.assign(compiled, { moduleCacheLimit: MODULES });
}

/** The arguments in order. gpu.js takes no array without entries. */
function argumentsOf({ name, parameters }: Kernel, given: Arguments): (Float32Array | number)[] {
	return Object.keys(parameters).map((parameter) => {
		const argument = given[parameter];
		if (argument === undefined) throw new RangeError(`the kernel ${name} got no ${parameter}`);
		return typeof argument !== 'number' && argument.length === 0 ? new Float32Array(1) : argument;
	});
}

async function tried<Result>(mode: GpuJsMode, body: () => Promise<Result>): Promise<Result> {
	try {
		return await body();
	} catch (error) {
		throw unavailableError(mode, told(error));
	}
}

function told(error: unknown): string {
	const [problem] = isAltaError(error) ? error.problems : [];
	if (problem !== undefined) return problem.why;
	return error instanceof Error ? error.message : String(error);
}
