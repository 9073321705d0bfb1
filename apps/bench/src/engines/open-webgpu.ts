import type { Backend } from '@alta-ts/tensor';
import type { NotRun } from './engine.js';

/** The backend on WebGPU, of a browser or of Node. */
export async function openWebGpu(): Promise<Backend | NotRun> {
	const { createWebGpuBackend, probeWebGpu } = await import('@alta-ts/backend-webgpu');
	const probe = await probeWebGpu();
	return probe.available ? createWebGpuBackend() : { notRun: `${probe.reason} ${probe.fix}` };
}
