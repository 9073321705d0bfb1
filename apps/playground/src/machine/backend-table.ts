import type { GpuJsMode } from '@alta-ts/backend-gpujs';
import { type Availability, type Backend, createReferenceBackend, probeReference } from '@alta-ts/tensor';

/** A backend by what its package exports. */
export interface BackendPackage {
	readonly create: () => Backend | Promise<Backend>;
	readonly probe: () => Availability | Promise<Availability>;
}

/** Backends by name; the package of one is loaded when it is asked for. */
export type BackendTable = Readonly<Record<string, () => Promise<BackendPackage>>>;

/** Every backend, the preferred ones first. A new one is a line here. */
export const backendTable: BackendTable = {
	webgpu: () => import('@alta-ts/backend-webgpu').then((webgpu) => ({ create: webgpu.createWebGpuBackend, probe: webgpu.probeWebGpu })),
	cpu: () => import('@alta-ts/backend-cpu').then((cpu) => ({ create: cpu.createCpuBackend, probe: cpu.probeCpu })),
	'gpujs webgpu': () => gpujs('webgpu'),
	'gpujs webgl2': () => gpujs('webgl2'),
	'gpujs webasm': () => gpujs('webasm'),
	reference: async () => ({ create: createReferenceBackend, probe: probeReference }),
};

/** Each mode of gpu.js counts as a backend. */
async function gpujs(mode: GpuJsMode): Promise<BackendPackage> {
	const { createGpuJsBackend, probeGpuJs } = await import('@alta-ts/backend-gpujs');
	return { create: () => createGpuJsBackend({ mode }), probe: () => probeGpuJs({ mode }) };
}
