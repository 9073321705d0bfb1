import { type AdapterInfo, disposedError } from '@alta-ts/tensor';
import type { AdapterFacts } from './adapter-facts.js';
import type { AdapterOptions } from './adapter-options.js';
import { lostError, reportedError, type Unavailable, unavailableError } from './device-errors.js';
import { findGpu, gpuOfBrowser } from './find-gpu.js';
import { adapterFacts, describeAdapter } from './read-adapter.js';

/** A device that is open. */
export interface Device {
	readonly gpu: GPUDevice;
	readonly facts: AdapterFacts;
	readonly adapter: AdapterInfo;
	/** The most bytes of one buffer. */
	readonly bufferBytes: number;
	/** How many errors the device has reported so far. What is made remembers it, since a later error may be about it. */
	readonly errors: () => number;
	/**
	 * Throws that the device was lost (ALTA5041), or what it has reported (ALTA5044) after so many other errors; without a number, only the
	 * former.
	 */
	readonly check: (after?: number) => void;
	/** Counts an error that was caught elsewhere. */
	readonly report: (error: Pick<GPUError, 'message'>) => void;
	/** Waits for the device. Throws as `check` does of what it reports meanwhile. */
	readonly wait: <Result>(work: Promise<Result>) => Promise<Result>;
	readonly close: () => void;
}

/** What kernels make use of where it is there: `subgroups`, and numbers of f16. */
const USED_FEATURES: readonly GPUFeatureName[] = ['subgroups', 'shader-f16'];

/** Finds an adapter that can run the kernels; says what is missing where there is none. */
export async function findAdapter({ gpu, adapter }: AdapterOptions): Promise<GPUAdapter | Unavailable> {
	const entry = await findGpu(gpu);
	if ('fix' in entry) return entry;
	const found = await entry.requestAdapter(adapter ?? { powerPreference: 'high-performance' });
	if (found !== null) return isAdapter(found) ? found : noEntry;
	return {
		reason: 'WebGPU has no adapter here.',
		fix:
			gpuOfBrowser() === undefined
				? 'Install a driver for Vulkan (or Metal, or Direct3D 12), or SwiftShader, which needs no card. VK_ICD_FILENAMES names the file of a driver ' +
					'that is not found, such as /usr/lib/chromium/vk_swiftshader_icd.json. One that is there may be refused, as too old for example: why is ' +
					'told on standard error.'
				: 'Turn on hardware acceleration; Chromium on a machine without a card wants --enable-unsafe-webgpu.',
	};
}

/** Whether what an entry gave is an adapter of WebGPU. */
function isAdapter(given: object): given is GPUAdapter {
	return 'requestDevice' in given && 'limits' in given;
}

const noEntry: Unavailable = {
	reason: 'What was passed as `gpu` gives no adapters of WebGPU.',
	fix: 'Pass `navigator.gpu`, or what `create` of the package webgpu makes; or leave it out.',
};

/** Opens a device. Throws ALTA5040 where there is none. */
export async function openDevice(options: AdapterOptions): Promise<Device> {
	const adapter = await findAdapter(options);
	if ('fix' in adapter) throw unavailableError(adapter);
	const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
	const facts = adapterFacts(adapter);
	const gpu = await adapter.requestDevice({
		label: 'alta',
		requiredFeatures: USED_FEATURES.filter((feature) => adapter.features.has(feature)),
		requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
	});
	let lost: GPUDeviceLostInfo | undefined;
	let latest: Error | undefined;
	let errors = 0;
	let closed = false;
	void gpu.lost.then((info) => {
		lost = info;
	});
	const report: Device['report'] = (error) => {
		latest = reportedError(error);
		errors++;
	};
	gpu.addEventListener('uncapturederror', (event) => {
		if ('preventDefault' in event && typeof event.preventDefault === 'function') event.preventDefault();
		report(event.error);
	});

	const check: Device['check'] = (after = errors) => {
		if (closed) throw disposedError('The backend', 'backend webgpu');
		if (lost !== undefined) throw lostError(lost);
		if (errors > after && latest !== undefined) throw latest;
	};

	return {
		gpu,
		facts,
		adapter: describeAdapter(adapter),
		bufferBytes: Math.min(maxBufferSize, maxStorageBufferBindingSize),
		errors: () => errors,
		check,
		report,
		wait: async (work) => {
			const before = errors;
			const failure = await settle(work);
			if (failure !== undefined) await lossOr(gpu);
			check(before);
			if (failure !== undefined) throw reportedError(failure);
			return work;
		},
		close: () => {
			closed = true;
			gpu.destroy();
		},
	};
}

/** Waits for something; why it failed, if it did. */
async function settle(work: Promise<unknown>): Promise<{ readonly message: string } | undefined> {
	try {
		await work;
		return undefined;
	} catch (error) {
		return { message: error instanceof Error ? error.message : String(error) };
	}
}

/** Waits until a device that is being lost says so. One that is not gets through with its work, and one that was lost has none. */
async function lossOr({ lost, queue }: GPUDevice): Promise<void> {
	await Promise.race([lost, queue.onSubmittedWorkDone().catch(() => lost)]);
}
