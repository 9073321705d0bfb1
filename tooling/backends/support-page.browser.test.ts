import { createGpuJsBackend, probeGpuJs } from '@alta-ts/backend-gpujs';
import { createWebGpuBackend, probeWebGpu } from '@alta-ts/backend-webgpu';
import { commands } from 'vitest/browser';
import { describePage } from './describe-page.js';

await describePage(await commands.readFile('docs/backends.md'), {
	'webgpu in Chromium': { create: createWebGpuBackend, probe: probeWebGpu },
	'gpujs, mode webgl2 in Chromium': { create: () => createGpuJsBackend({ mode: 'webgl2' }), probe: () => probeGpuJs({ mode: 'webgl2' }) },
	'gpujs, mode webgpu in Chromium': { create: () => createGpuJsBackend({ mode: 'webgpu' }), probe: () => probeGpuJs({ mode: 'webgpu' }) },
});
