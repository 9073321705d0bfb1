import { type Model, roundTo } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTransformer } from './index.js';
import { matrix, vector } from './testing/small-models.js';

/** A model without layers that gives `2 a + b` for its only token. */
function linear(a: number, b: number): Model {
	return {
		format: 'alta-model/1',
		name: 'linear',
		config: { input: { kind: 'tokens', tokens: ['x'] }, width: 1, stages: [], readout: { kind: 'number', pool: 'none' } },
		layout: { blocks: [{ kind: 'plain', names: ['x'], start: 0, width: 1 }], sources: [] },
		tensors: { 'embedding.token': matrix([[2]]), 'readout.weight': matrix([[a]]), 'readout.bias': vector([b]) },
	};
}

test('a backend rounds to 16 bits as the files of a model do', async () => {
	const numbers = fc.double({ noNaN: true, min: -9999, max: 9999 });
	await fc.assert(
		fc.asyncProperty(fc.constantFrom('f16' as const, 'bf16' as const), numbers, numbers, async (dtype, x, y) => {
			const [a, b] = [roundTo(dtype, x), roundTo(dtype, y)];
			const transformer = await createTransformer(linear(a, b), createReferenceBackend(), { dtype });
			const [run] = await transformer.run([['x']]);
			expect(Number(run?.output[0]) + 0).toBe(roundTo(dtype, 2 * a + b) + 0);
		}),
	);
});
