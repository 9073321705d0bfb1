import {
	type Availability,
	type Backend,
	type Capabilities,
	CONTRACT,
	checkBuffer,
	checkShape,
	checkTensor,
	type DType,
	disposedError,
	OPS,
} from '@alta-ts/tensor';
import { chooseVariants, type Variants } from './choose-variants.js';
import type { AdapterOptions } from './device/adapter-options.js';
import { type BufferPool, createBufferPool } from './device/buffer-pool.js';
import { deviceBytes, toDevice } from './device/numbers.js';
import { findAdapter, openDevice } from './device/open-device.js';
import { createPipelines } from './device/pipelines.js';
import { describeAdapter } from './device/read-adapter.js';
import type { Machine } from './machine.js';
import { prepareExecutable } from './run/executable.js';
import { createStore, type Stored } from './store.js';

/** What a backend on WebGPU is made with. */
export interface WebGpuOptions extends AdapterOptions {
	/** Kernels to use instead of those that suit the adapter, for tests and for measuring. */
	readonly variants?: Partial<Variants>;
}

/**
 * A backend that runs plans on WebGPU: in browsers, and in Node with the package `webgpu`.
 *
 * Numbers are f32 and i32, and f16 where the adapter has `shader-f16`. Loops run on the device, which decides itself when they end.
 *
 * @throws AltaError ALTA5040 where there is no WebGPU; `probeWebGpu` asks first.
 */
export async function createWebGpuBackend(options: WebGpuOptions = {}): Promise<Backend> {
	const device = await openDevice(options);
	const { facts } = device;
	const pool = createBufferPool(device);
	const machine: Machine = {
		device,
		pool,
		pipelines: createPipelines(device),
		variants: { ...chooseVariants(facts), ...options.variants },
		running: pool.zeros(16, 'running'),
	};
	const store = createStore(device, pool);
	let open = true;

	const refuseClosed = (): void => {
		if (!open) throw disposedError('The backend', 'backend webgpu');
		device.check();
	};

	const make = (dtype: DType, shape: readonly number[], label: string, take: BufferPool['take']): Stored => {
		checkBuffer(shape, dtype, label, backend);
		const bytes = deviceBytes(dtype, shape);
		const madeAfter = device.errors();
		return { buffer: take(bytes, label), bytes, dtype, shape: [...shape], madeAfter };
	};

	const backend: Backend = {
		name: 'webgpu',
		contract: CONTRACT,
		adapter: device.adapter,
		capabilities: capabilitiesOf(facts.features, device.bufferBytes),
		upload: (tensor, label) => {
			refuseClosed();
			checkTensor(tensor, label);
			const stored = make(tensor.dtype, tensor.shape, label, pool.take);
			const data = toDevice(tensor.dtype, tensor.data);
			pool.write(stored.buffer, data);
			return store.keep(data instanceof Int32Array ? { ...stored, integers: data } : stored, label);
		},
		allocate: (shape, dtype, label) => {
			refuseClosed();
			checkShape(shape, label);
			return store.keep(make(dtype, shape, label, pool.zeros), label);
		},
		prepare: async (plan) => {
			refuseClosed();
			return prepareExecutable(plan, backend, machine, store);
		},
		read: async (buffer) => {
			refuseClosed();
			return store.read(store.contents(buffer), buffer.label);
		},
		dispose: () => {
			if (!open) return;
			open = false;
			store.disposeAll();
			device.close();
		},
	};
	return backend;
}

function capabilitiesOf(features: readonly string[], bufferBytes: number): Capabilities {
	const half = features.includes('shader-f16');
	return {
		ops: OPS,
		dtypes: half ? ['f32', 'f16', 'i32'] : ['f32', 'i32'],
		refuses: [
			{ dtypes: ['f64', 'bf16'], reason: 'WGSL has neither f64 nor bf16.' },
			...(half ? [] : [{ dtypes: ['f16'] as const, reason: 'The adapter lacks shader-f16.' }]),
		],
		limits: { bufferBytes },
		features,
	};
}

/** Whether there is WebGPU here, and what is missing where there is not. */
export async function probeWebGpu(options: AdapterOptions = {}): Promise<Availability> {
	try {
		const adapter = await findAdapter(options);
		return 'fix' in adapter ? { available: false, ...adapter } : { available: true, adapter: describeAdapter(adapter) };
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		return { available: false, reason: `WebGPU could not be opened: ${said}`, fix: 'Update the browser or the driver.' };
	}
}
