import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createTransformer } from './index.js';
import { spread, withSparseMatrices } from './testing/small-models.js';

const inputs = [['START', 'a', 'a', 'a'], ['START'], [], ['START', 'a']];

for (const model of [spread, withSparseMatrices(spread)]) {
	test(`every sequence of a batch halts by itself (${model.tensors['embedding.token']?.kind})`, async () => {
		const transformer = await createTransformer(model, createReferenceBackend());
		const runs = await transformer.run(inputs);
		expect(runs.map(({ layers, halted }) => ({ layers, halted }))).toEqual([3, 1, 1, 1].map((layers) => ({ layers, halted: true })));
		expect(runs.map(({ output }) => output)).toEqual(inputs.map((tokens) => tokens.map(() => true)));
	});
}

test('passes that would go beyond maxLayers are not begun', async () => {
	const transformer = await createTransformer(spread, createReferenceBackend());
	const [run] = await transformer.run([['START', 'a', 'a', 'a']], { maxLayers: 2 });
	expect(run).toMatchObject({ output: [true, true, true, false], layers: 2, halted: false });
});

test('patches', async () => {
	const transformer = await createTransformer(spread, createReferenceBackend());
	const names: string[] = [];
	const [run] = await transformer.run([['START', 'a', 'a', 'a']], {
		hooks: [
			{
				name: () => true,
				visit: (activation) => {
					names.push(activation.name);
				},
			},
		],
		patch: [
			{
				name: 'embedding',
				position: 3,
				apply: (data) => {
					data.set([0, 1, 0]);
				},
			},
		],
	});
	expect(names.slice(0, 2)).toEqual(['embedding', 'stage.0.loop.0.layer.0.attention.doneLeft']);
	expect(run).toMatchObject({ output: [true, true, true, true], layers: 2, halted: true });
});
