import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCpuBackend, probeCpu } from '@alta-ts/backend-cpu';
import { createGpuJsBackend, probeGpuJs } from '@alta-ts/backend-gpujs';
import { createWebGpuBackend, probeWebGpu } from '@alta-ts/backend-webgpu';
import { createReferenceBackend, probeReference } from '@alta-ts/tensor';
import { describePage } from './describe-page.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/backends.md'), 'utf8');

await describePage(page, {
	reference: { create: createReferenceBackend, probe: probeReference },
	cpu: { create: createCpuBackend, probe: probeCpu },
	'webgpu in Node': { create: createWebGpuBackend, probe: probeWebGpu },
	'gpujs, mode webasm': { create: () => createGpuJsBackend({ mode: 'webasm' }), probe: () => probeGpuJs({ mode: 'webasm' }) },
	'gpujs, mode cpu': { create: () => createGpuJsBackend({ mode: 'cpu' }), probe: () => probeGpuJs({ mode: 'cpu' }) },
});
