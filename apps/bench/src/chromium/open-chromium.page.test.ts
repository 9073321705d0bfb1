import { expect, test } from 'vitest';
import { difference } from '../comparison/same-answer.js';
import { isNotRun } from '../engines/engine.js';
import { makeKernel } from '../kernels/make-kernel.js';
import { openChromium } from './open-chromium.js';

test('engines work in pages of one Chromium, which needs a build', async () => {
	const chromium = await openChromium([]);
	if (isNotRun(chromium)) throw new Error(chromium.notRun);
	expect(chromium.adapter?.name).toMatch(/./);
	const block = { kind: 'transformer-block', batch: 2, length: 5, width: 8, heads: 2, hidden: 12 } as const;
	const right = makeKernel(block).plain();
	for (const engine of ['webgpu, Chromium', 'onnxruntime-web, WebGPU, standard operators', 'jax-js, WebGPU']) {
		const seat = chromium.sit(engine);
		const first = await seat.open(block);
		if (isNotRun(first)) throw new Error(first.notRun);
		expect(difference(first.answer, right)).toBeUndefined();
		expect(await seat.time(1)).toBeGreaterThan(0);
		await seat.close();
	}
	const program = chromium.sit('webgpu, Chromium');
	expect(await program.open({ kind: 'program', program: 'addition', texts: ['27+96'], together: false })).toMatchObject({
		answer: ['123'],
	});
	expect(await chromium.sit('gpujs webgpu, Chromium').open(block)).toEqual({ notRun: expect.stringContaining('layer-norm: ') });
	await expect(chromium.sit('abacus').open(block)).rejects.toThrow('no engine "abacus"');
	await chromium.close();
});
