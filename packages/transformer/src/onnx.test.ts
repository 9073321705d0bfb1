import type { Model } from '@alta-ts/model';
import type { OnnxOptions } from '@alta-ts/model/onnx';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTransformer } from './index.js';
import { randomBatch, randomModel } from './testing/random-model.js';
import { runInOnnx } from './testing/run-onnx.js';

const options: fc.Arbitrary<OnnxOptions> = fc.record({
	loop: fc.constantFrom('loop', 'unrolled'),
	initialisers: fc.constantFrom('dense', 'sparse'),
	maxLayers: fc.constantFrom(0, 3, 8, 60),
});

const batches = randomBatch.filter(({ length }) => length > 0);

async function compare(model: Model, batch: readonly (readonly string[])[], chosen: OnnxOptions): Promise<void> {
	const { maxLayers } = chosen;
	const transformer = await createTransformer(model, createReferenceBackend());
	const expected = await transformer.run(batch, maxLayers === undefined ? {} : { maxLayers });
	const runs = await runInOnnx(model, batch, chosen);
	for (const [sequence, { logits, layers, halted }] of expected.entries()) {
		expect(runs[sequence]).toMatchObject({ layers, halted });
		for (const [at, row] of (logits ?? []).entries()) {
			for (const [column, logit] of row.entries()) expect(runs[sequence]?.logits[at]?.[column]).toBeCloseTo(logit, 9);
		}
	}
}

test('models of every architecture give in onnxruntime what they give here', async () => {
	await fc.assert(
		fc.asyncProperty(randomModel, batches, options, (model, batch, chosen) => compare(model, batch, chosen)),
		{ numRuns: 300 },
	);
}, 300_000);
