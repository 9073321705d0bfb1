import type { GpuJsMode } from '@alta-ts/backend-gpujs';
import type { Availability, Backend } from '@alta-ts/tensor';

/** A backend by what its package exports. */
export interface BackendPackage {
	readonly create: () => Backend | Promise<Backend>;
	readonly probe: () => Availability | Promise<Availability>;
}

/** Backends by name; the package of one is loaded when it is asked for. */
export type BackendTable = Readonly<Record<string, () => Promise<BackendPackage>>>;

/** Every backend. A new one is a line here. */
export const backendTable: BackendTable = {
	reference: () => import('@alta-ts/tensor').then((tensor) => ({ create: tensor.createReferenceBackend, probe: tensor.probeReference })),
	cpu: () => import('@alta-ts/backend-cpu').then((cpu) => ({ create: cpu.createCpuBackend, probe: cpu.probeCpu })),
	webgpu: () =>
		import('@alta-ts/backend-webgpu').then((webgpu) => ({
			create: webgpu.createWebGpuBackend,
			probe: async () => withDriverLines(await webgpu.probeWebGpu()),
		})),
	gpujs: () => gpujs('webasm'),
	'gpujs-cpu': () => gpujs('cpu'),
};

/** The names of {@link backendTable}. */
export const backendNames: readonly string[] = Object.keys(backendTable);

/** Tells how to see what drivers say, which commands leave out, where a driver is what is missing. */
function withDriverLines(found: Availability): Availability {
	if (found.available || !found.fix.includes('VK_ICD_FILENAMES')) return found;
	return { ...found, fix: `${found.fix} Here that is left out; ALTA_DRIVER_LINES=1 shows it.` };
}

/** Each mode of gpu.js that works in Node counts as a backend. */
async function gpujs(mode: GpuJsMode): Promise<BackendPackage> {
	const { createGpuJsBackend, probeGpuJs } = await import('@alta-ts/backend-gpujs');
	return { create: () => createGpuJsBackend({ mode }), probe: () => probeGpuJs({ mode }) };
}
