import type { Availability, Backend } from '@alta-ts/tensor';

/** A backend by what its package exports. */
export interface BackendPackage {
	readonly create: () => Backend | Promise<Backend>;
	readonly probe: () => Availability | Promise<Availability>;
}

/** Backends by name; the package of one is loaded when it is asked for. */
export type BackendTable = Readonly<Record<string, () => Promise<BackendPackage>>>;

/** Every backend, those included that this version does not have. A new one is a line here. */
export const backendTable: BackendTable = {
	reference: () => import('@alta-ts/tensor').then((tensor) => ({ create: tensor.createReferenceBackend, probe: tensor.probeReference })),
	cpu: () => import('@alta-ts/backend-cpu').then((cpu) => ({ create: cpu.createCpuBackend, probe: cpu.probeCpu })),
	webgpu: () => import('@alta-ts/backend-webgpu').then((webgpu) => ({ create: webgpu.createWebGpuBackend, probe: webgpu.probeWebGpu })),
	gpujs: async () => notThere,
};

/** The names of {@link backendTable}. */
export const backendNames: readonly string[] = Object.keys(backendTable);

const notThere: BackendPackage = {
	create: () => {
		throw new Error('internal: this backend is not there');
	},
	probe: () => ({ available: false, reason: 'This version does not have it yet.', fix: 'Use another backend.' }),
};
