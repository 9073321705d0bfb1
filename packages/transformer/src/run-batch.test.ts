import { createReferenceBackend, watchAllocations } from '@alta-ts/tensor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activationNames } from './activation-names.js';
import { createTransformer } from './create-transformer.js';
import { runNaively } from './testing/naive-transformer.js';
import { randomBatch, randomModel } from './testing/random-model.js';

const maxLayers = fc.option(fc.nat(8), { nil: undefined });

test('a batch gives what an independent transformer gives for each of its sequences', async () => {
	await fc.assert(
		fc.asyncProperty(randomModel, randomBatch, maxLayers, async (model, batch, limit) => {
			const transformer = await createTransformer(model, createReferenceBackend());
			const runs = await transformer.run(batch, limit === undefined ? {} : { maxLayers: limit });
			expect(runs.length).toBe(batch.length);
			for (const [sequence, tokens] of batch.entries()) {
				const naive = runNaively(model, tokens, limit);
				const run = runs[sequence];
				expect({ layers: run?.layers, halted: run?.halted }).toEqual({ layers: naive.layers, halted: naive.halted });
				expect(run?.logits).toEqual(naive.columns);
			}
		}),
		{ numRuns: 150 },
	);
});

test('a batch, each sequence alone, and a run that is watched and patched with what is there give the same numbers', async () => {
	await fc.assert(
		fc.asyncProperty(randomModel, randomBatch, maxLayers, async (model, batch, limit) => {
			const transformer = await createTransformer(model, createReferenceBackend());
			const options = limit === undefined ? {} : { maxLayers: limit };
			const together = await transformer.run(batch, options);
			for (const [sequence, tokens] of batch.entries()) expect(await transformer.run([tokens], options)).toEqual([together[sequence]]);
			const seen: string[] = [];
			const watched = await transformer.run(batch, {
				...options,
				hooks: [{ name: () => true, visit: ({ name }) => void seen.push(name) }],
			});
			expect(watched).toEqual(together);
			const reached = new Set(seen);
			const patched = await transformer.run(batch, { ...options, patch: [...reached].map((name) => ({ name, apply: (data) => data })) });
			expect(patched).toEqual(together);
		}),
		{ numRuns: 60 },
	);
});

test('runs leave no buffer behind, watched and patched ones neither', async () => {
	await fc.assert(
		fc.asyncProperty(randomModel, randomBatch, maxLayers, async (model, batch, limit) => {
			const watch = watchAllocations(createReferenceBackend());
			const transformer = await createTransformer(model, watch.backend);
			const options = limit === undefined ? {} : { maxLayers: limit };
			await transformer.run(batch, options);
			await transformer.run(batch, { ...options, hooks: [{ name: () => true, visit: () => {} }] });
			await transformer.run(batch, { ...options, patch: [{ name: 'embedding', apply: (data) => data.map((number) => number + 1) }] });
			expect(watch.live().filter(({ kind }) => kind === 'buffer')).toEqual([]);
			transformer.dispose();
			watch.check();
		}),
		{ numRuns: 40 },
	);
});

test('a run with an exact number of layers visits exactly these layers', async () => {
	await fc.assert(
		fc.asyncProperty(
			randomModel.filter(({ config }) => config.stages.filter(({ repeat }) => typeof repeat !== 'number').length < 2),
			fc.nat(9),
			async (model, layers) => {
				const transformer = await createTransformer(model, createReferenceBackend());
				const plain = await transformer.run([['a', 'b']], { layers });
				let visited = 0;
				const watched = await transformer.run([['a', 'b']], {
					layers,
					hooks: [{ name: (name) => name.endsWith('.afterUpdates') && !name.includes('.block.'), visit: () => void visited++ }],
				});
				expect(watched).toEqual(plain);
				expect(visited).toBe(plain[0]?.layers);
				expect(visited).toBe(model.config.stages.length === 0 ? 0 : layers);
			},
		),
		{ numRuns: 60 },
	);
});

test('activations come in the order of their names', async () => {
	await fc.assert(
		fc.asyncProperty(randomModel, async (model) => {
			const fixed = { ...model, config: { ...model.config, stages: model.config.stages.map((stage) => ({ ...stage, repeat: 2 })) } };
			const transformer = await createTransformer(fixed, createReferenceBackend());
			const names: string[] = [];
			await transformer.run([['a', 'c']], { hooks: [{ name: () => true, visit: ({ name }) => void names.push(name) }] });
			expect(names).toEqual(activationNames(fixed.config));
		}),
		{ numRuns: 20 },
	);
});
