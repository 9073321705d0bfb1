import type { Backend } from '@alta-ts/tensor';
import { makeKernel } from '../kernels/make-kernel.js';
import { backendEngine } from './backend.js';
import type { Engine, NotRun } from './engine.js';
import { openJax } from './jax-kernel.js';
import { type Operators, openSession } from './onnx-session.js';
import { openWebGpu } from './open-webgpu.js';

/** Where pages find the files that onnxruntime-web loads by itself. */
export const ONNXRUNTIME_FILES = '/onnxruntime-web/';

/** Everything that runs in a page of Chromium: our backends first, then the peers. */
export const chromiumEngines: readonly Engine[] = [
	backendEngine('webgpu, Chromium', 'webgpu', openWebGpu),
	backendEngine('gpujs webgpu, Chromium', 'gpujs', () => openGpuJs('webgpu')),
	backendEngine('gpujs webgl2, Chromium', 'gpujs', () => openGpuJs('webgl2')),
	onnxruntime('onnxruntime-web, WebGPU', 'fused'),
	onnxruntime('onnxruntime-web, WebGPU, standard operators', 'standard'),
	{
		name: 'jax-js, WebGPU',
		open: async (work) => {
			if (work.kind === 'program') return { notRun: 'jax-js has no loops that end by a condition' };
			const library = await import('@jax-js/jax');
			if (!(await library.init('webgpu')).includes('webgpu')) return { notRun: 'jax-js finds no WebGPU' };
			library.defaultDevice('webgpu');
			return openJax(library, makeKernel(work));
		},
	},
];

function onnxruntime(name: string, operators: Operators): Engine {
	return {
		name,
		open: async (work) => {
			if (operators === 'standard' && (work.kind === 'program' || makeKernel(work).standardNodes === undefined))
				return { notRun: 'it has no fused operators' };
			const library = await import('onnxruntime-web/webgpu');
			Object.assign(library.env.wasm, { wasmPaths: ONNXRUNTIME_FILES, numThreads: 1 });
			const opened = await openSession(library, { executionProviders: ['webgpu'] }, work, operators);
			return { ...opened, details: `version ${library.env.versions.web}` };
		},
	};
}

async function openGpuJs(mode: 'webgpu' | 'webgl2'): Promise<Backend | NotRun> {
	const { createGpuJsBackend, probeGpuJs } = await import('@alta-ts/backend-gpujs');
	const probe = await probeGpuJs({ mode });
	return probe.available ? createGpuJsBackend({ mode }) : { notRun: `${probe.reason} ${probe.fix}` };
}
