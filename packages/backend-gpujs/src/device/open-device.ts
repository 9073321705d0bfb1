import { isAltaError } from '@alta-ts/diagnostics';
import { type AdapterInfo, disposedError } from '@alta-ts/tensor';
import type { IKernelRunShortcut } from 'gpu.js';
import type { Kernel } from '../kernels/kernel.js';
import { trial } from '../kernels/trial.js';
import { type GpuJsMode, modes } from '../modes.js';
import { type ContextFacts, contextFacts } from './context-facts.js';
import { kernelError, lostError, tooLargeError, unavailableError } from './device-errors.js';
import { type GpuInstance, type GpuJs, loadGpuJs } from './load-gpujs.js';
import { type Arguments, countData, packArguments, packKernel } from './packed-kernel.js';
import { createPauses } from './pauses.js';
import { roomsOf } from './room.js';

/** What runs kernels: one instance of gpu.js. */
export interface Device {
	readonly adapter: AdapterInfo;
	/** The most entries of all arrays of a kernel: shaders have threads and places in arrays as f32, which is exact up to here. */
	readonly entries: number;
	/**
	 * Runs a kernel with as many threads as there are to be results. Runs must not overlap.
	 *
	 * @param where what the kernel is run for
	 * @throws AltaError ALTA5021 once the device is closed, ALTA5029 for more threads or entries than `entries`, ALTA5061 for a lost device,
	 * ALTA5062 where gpu.js fails.
	 */
	run(kernel: Kernel, threads: number, given: Arguments, where: readonly string[]): Promise<Float32Array>;
	close(): void;
}

const MOST_ENTRIES = 2 ** 24;

/** For how many sizes of arguments a kernel of WebAssembly keeps a module with its memory, of which a browser has room for a hundred. */
const MODULES = { fewSizes: 3, manySizes: 8 };

/**
 * Opens gpu.js in a mode, and tries it.
 *
 * @throws AltaError ALTA5060 where it does not work.
 */
export async function openDevice(mode: GpuJsMode, load: () => Promise<GpuJs | undefined> = loadGpuJs): Promise<Device> {
	const gpujs = await load().catch((error: unknown) => {
		throw unavailableError(mode, `The package gpu.js does not load: ${firstSentence(error)}`, loadFix());
	});
	if (gpujs === undefined) throw unavailableError(mode, 'The package gpu.js is not installed.', 'Run `npm install gpu.js`.');
	const gpu = await tried(mode, async () => new gpujs.GPU({ mode }));
	const kernels = new Map<string, IKernelRunShortcut>();
	const rooms = roomsOf(mode);
	let facts: ContextFacts | undefined;
	let open = true;
	const pauseInTime = createPauses();

	const run: Device['run'] = async (kernel, threads, given, where) => {
		await pauseInTime();
		if (!open) throw disposedError('The backend', 'backend gpujs');
		if (facts?.lost() === true) throw lostError(mode);
		if (threads === 0) return new Float32Array(0);
		const entries = countData(kernel, given);
		const most = Math.max(threads, entries);
		if (most > limit()) throw tooLargeError(where, `The step takes ${most} numbers at a time.`, limit());
		const compiled = kernels.get(kernel.name) ?? compile(gpu, kernel);
		kernels.set(kernel.name, compiled);
		const room = rooms(entries, threads);
		const result = await attempt(kernel, async () => {
			compiled.setOutput([room.threads]);
			return compiled(...packArguments(kernel, given, room.data, threads));
		});
		facts ??= contextFacts(compiled.context);
		// A lost context of WebGL goes on and gives zeros.
		if (facts.lost()) throw lostError(mode);
		return checked(kernel, threads, compiled, result);
	};

	const limit = (): number => Math.min(MOST_ENTRIES, facts?.entries ?? MOST_ENTRIES);

	const attempt = async (kernel: Kernel, body: () => Promise<unknown>): Promise<unknown> => {
		try {
			return await body();
		} catch (error) {
			await facts?.lossTold();
			if (!open) throw disposedError('The backend', 'backend gpujs');
			if (facts?.lost() === true) throw lostError(mode);
			throw kernelError(mode, kernel.name, told(error));
		}
	};

	const checked = (kernel: Kernel, threads: number, { kernel: inner }: IKernelRunShortcut, result: unknown): Float32Array => {
		const own: unknown = Reflect.get(inner.constructor, 'mode');
		if (own !== modes[mode].kernels)
			throw kernelError(mode, kernel.name, `gpu.js went over to "${String(own)}": ${inner.fallbackReason ?? 'it did not say why'}.`);
		if (result instanceof Float32Array && result.length >= threads) return result.length === threads ? result : result.slice(0, threads);
		throw kernelError(mode, kernel.name, `It did not give ${threads} numbers.`);
	};

	const close = (): void => {
		open = false;
		kernels.clear();
		gpu.destroy().catch(() => undefined);
	};

	try {
		const [sum] = await run(trial, 1, { tried: Float32Array.of(1, 2) }, ['a first kernel']);
		if (sum !== 3) throw new RangeError(`it adds 1 and 2 to ${sum}`);
	} catch (error) {
		close();
		throw unavailableError(mode, missingText(mode, error));
	}
	const { description } = modes[mode];
	return {
		adapter: {
			name: `gpu.js ${mode}`,
			description: facts?.card === undefined ? `${description}.` : `${description}: ${facts.card}.`,
			software: facts?.software ?? false,
		},
		entries: limit(),
		run,
		close,
	};
}

function compile(gpu: GpuInstance, kernel: Kernel): IKernelRunShortcut {
	const { source, argumentTypes } = packKernel(kernel);
	const settings = {
		argumentTypes,
		output: [1],
		dynamicOutput: true,
		dynamicArguments: true,
		precision: 'single' as const,
		tactic: 'precision' as const,
		// Loops of shaders end here whatever their condition says, so it is more than any array has entries.
		loopMaxIterations: 2 * MOST_ENTRIES,
	};
	return Object.assign(gpu.createKernel(source, settings), {
		moduleCacheLimit: kernel.manySizes === true ? MODULES.manySizes : MODULES.fewSizes,
	});
}

async function tried<Result>(mode: GpuJsMode, body: () => Promise<Result>): Promise<Result> {
	try {
		return await body();
	} catch (error) {
		throw unavailableError(mode, missingText(mode, error));
	}
}

/** What is missing, and the first thing that gpu.js says of it; the rest is advice to those who write programs with it. */
function missingText(mode: GpuJsMode, error: unknown): string {
	return `${modes[mode].missing} gpu.js says: ${firstSentence(error)}`;
}

/** What to do about a package that does not load. Those who visit a page install no packages. */
function loadFix(): string {
	const process: { readonly versions?: { readonly node?: string } } | undefined = Reflect.get(globalThis, 'process');
	if (process?.versions?.node !== undefined) return 'Install it anew with `npm install gpu.js`.';
	return 'Reload the page. If it stays, a file of the page is missing where it is served.';
}

function firstSentence(error: unknown): string {
	const [first = ''] = told(error).split(/(?<=\.)\s|\n/);
	return `${first.replace(/\.$/, '')}.`;
}

function told(error: unknown): string {
	const [problem] = isAltaError(error) ? error.problems : [];
	if (problem !== undefined) return problem.why;
	return error instanceof Error ? error.message : String(error);
}
