import { expect, test } from 'vitest';
import { create } from 'webgpu';
import { adapterFacts, copyBandwidth } from './adapter-facts.js';

// The entry stays referenced: Dawn crashes once it is collected.
const gpu = create([]);

test('without WebGPU there is nothing to know', async () => {
	expect(await adapterFacts(undefined)).toBeUndefined();
});

test('tells what WebGPU runs on, and how fast its memory copies', async ({ skip }) => {
	const adapter = await gpu.requestAdapter();
	if (adapter === null && process.env.CI !== 'true') skip('WebGPU has no adapter here; npm run setup:system brings one in software');
	if (adapter === null) throw new Error('WebGPU has no adapter');
	expect(await adapterFacts(gpu)).toMatchObject({ name: expect.stringMatching(/./), software: expect.any(Boolean) });
	expect(await copyBandwidth(adapter, 2 ** 16)).toBeGreaterThan(0);
});
