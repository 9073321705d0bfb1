import { expect, test } from 'vitest';
import { create } from 'webgpu';
import { adapterFacts, copyBandwidth } from './adapter-facts.js';

// The entry stays referenced: Dawn crashes once it is collected.
const gpu = create([]);
const adapter = await gpu.requestAdapter();

test('without WebGPU there is nothing to know', async () => {
	expect(await adapterFacts(undefined)).toBeUndefined();
});

if (adapter === null && process.env.CI !== 'true') {
	test.skip('adapter: WebGPU has none here; npm run setup:system brings one in software', () => {});
} else {
	test('tells what WebGPU runs on, and how fast its memory copies', async () => {
		expect(await adapterFacts(gpu)).toMatchObject({ name: expect.stringMatching(/./), software: expect.any(Boolean) });
		if (adapter === null) throw new Error('WebGPU has no adapter');
		expect(await copyBandwidth(adapter, 2 ** 16)).toBeGreaterThan(0);
	});
}
