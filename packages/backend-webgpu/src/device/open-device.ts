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
	/** Throws what the device has reported since it was opened: that it was lost (ALTA5041), or an error (ALTA5044). */
	readonly check: () => void;
	/** Waits for the device; what goes wrong is told as `check` would. */
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
				? 'Install a driver for Vulkan (or Metal, or Direct3D 12), or SwiftShader, which needs no card; set VK_ICD_FILENAMES where the driver is ' +
					'not found.'
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
	let reported: Error | undefined;
	let closed = false;
	void gpu.lost.then((info) => {
		lost = info;
	});
	gpu.addEventListener('uncapturederror', (event) => {
		if ('preventDefault' in event && typeof event.preventDefault === 'function') event.preventDefault();
		reported ??= reportedError(event.error);
	});

	const check = (): void => {
		if (closed) throw disposedError('The backend', 'backend webgpu');
		if (lost !== undefined) throw lostError(lost);
		if (reported !== undefined) throw reported;
	};

	return {
		gpu,
		facts,
		adapter: describeAdapter(adapter),
		bufferBytes: Math.min(maxBufferSize, maxStorageBufferBindingSize),
		check,
		wait: async (work) => {
			try {
				const result = await work;
				check();
				return result;
			} catch (error) {
				check();
				// A device that is lost rejects what waits for it, and may say why only afterwards.
				const info = await Promise.race([gpu.lost, later()]);
				if (info !== undefined) throw lostError(info);
				throw error;
			}
		},
		close: () => {
			closed = true;
			gpu.destroy();
		},
	};
}

/** A few turns of the event loop, without a timer of the host. */
async function later(): Promise<undefined> {
	for (let turn = 0; turn < 100; turn++) await Promise.resolve();
	return undefined;
}
