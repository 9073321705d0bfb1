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
	'gpujs webgpu': async () => notThere,
	'gpujs webgl2': async () => notThere,
	'gpujs webasm': async () => notThere,
	cpu: () => import('@alta-ts/backend-cpu').then((cpu) => ({ create: cpu.createCpuBackend, probe: cpu.probeCpu })),
	reference: async () => ({ create: createReferenceBackend, probe: probeReference }),
};

const notThere: BackendPackage = {
	create: () => {
		throw new Error('internal: this backend is not there');
	},
	probe: () => ({ available: false, reason: 'This version does not have it yet.', fix: 'Use another backend.' }),
};
