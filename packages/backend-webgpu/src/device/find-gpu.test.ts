import { expect, test, vi } from 'vitest';
import { probeWebGpu } from '../index.js';

test('a browser without WebGPU is told of browsers, not of packages', async () => {
	vi.stubGlobal('process', undefined);
	vi.stubGlobal('navigator', {});
	const here = await probeWebGpu();
	vi.unstubAllGlobals();
	expect(here).toEqual({
		available: false,
		reason: 'This browser has no WebGPU.',
		fix: 'Use one that has WebGPU, on a page from https or localhost.',
	});
});
