import type { Backend } from '@alta-ts/tensor';
import { gpuOfHost } from '../device/find-gpu.js';
import { createWebGpuBackend, type WebGpuOptions } from '../index.js';

/** What a test sees of a device, and changes in it. */
export interface Tap {
	/** Called with the device as soon as it is there. */
	readonly device?: (device: GPUDevice) => void;
	/** The most bytes of a buffer, instead of what the adapter says. */
	readonly bufferBytes?: number;
	/** Called with every kernel that is compiled; its result is compiled instead. */
	readonly shader?: (wgsl: string, name: string) => string;
}

/** A backend on a device that is tapped. */
export async function createTapped(tap: Tap, options: WebGpuOptions = {}): Promise<Backend> {
	const gpu = await gpuOfHost();
	if ('fix' in gpu) throw new RangeError(gpu.reason);
	const tapped: GPU = Object.create(gpu, {
		requestAdapter: {
			value: async (wanted?: GPURequestAdapterOptions) => {
				const adapter = await gpu.requestAdapter(wanted);
				if (adapter === null) return null;
				const requestDevice = adapter.requestDevice.bind(adapter);
				adapter.requestDevice = async (descriptor) => tapDevice(await requestDevice(descriptor), tap);
				if (tap.bufferBytes !== undefined) limit(adapter, tap.bufferBytes);
				return adapter;
			},
		},
	});
	return createWebGpuBackend({ ...options, gpu: tapped });
}

function limit(adapter: GPUAdapter, bufferBytes: number): void {
	const { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupStorageSize } = adapter.limits;
	const limits = { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupStorageSize };
	Object.defineProperty(adapter, 'limits', { value: { ...limits, maxBufferSize: bufferBytes, maxStorageBufferBindingSize: bufferBytes } });
}

function tapDevice(device: GPUDevice, { device: seen, shader }: Tap): GPUDevice {
	seen?.(device);
	const createShaderModule = device.createShaderModule.bind(device);
	device.createShaderModule = (descriptor) =>
		createShaderModule({ ...descriptor, code: shader?.(descriptor.code, descriptor.label ?? '') ?? descriptor.code });
	return device;
}
