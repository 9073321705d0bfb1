import { createGpuJsBackend } from '@alta-ts/backend-gpujs';
import { createWebGpuBackend } from '@alta-ts/backend-webgpu';
import { library } from '@alta-ts/programs';
import type { Backend } from '@alta-ts/tensor';
import { describe, expect, test } from 'vitest';
import { runSuite } from './index.js';

/** What browsers have beside the processor. */
const backends: Readonly<Record<string, () => Promise<Backend>>> = {
	webgpu: createWebGpuBackend,
	'gpujs webgl2': () => createGpuJsBackend({ mode: 'webgl2' }),
	'gpujs webgpu': () => createGpuJsBackend({ mode: 'webgpu' }),
	'gpujs webasm': () => createGpuJsBackend({ mode: 'webasm' }),
};

describe.each(Object.entries(backends))('%s in a browser', (name, create) => {
	// Short inputs: the adapter of Chromium may be a processor that plays a card.
	test.for(library)('$name answers as the interpreter does', { timeout: 300_000 }, async (task) => {
		const backend = await create();
		const rows = await runSuite({ tasks: [task], backends: [{ name, backend }], samples: 2, seed: 72, maxLength: 3 });
		backend.dispose();
		expect(rows.filter(({ status }) => status !== 'passed')).toEqual([]);
		expect(rows.map(({ engine }) => engine)).toEqual(['interpreter', 'model']);
	});
});
