import { compile } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, type Program } from '@alta-ts/core';
import { type Model, toDense } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

/** Every position looks at all of them, so that several keys are selected; codes of letters are 1, 2 and 8, stored as one number. */
const program = defineProgram({
	name: 'crowd',
	tokens: ['a', 'b', 'c'],
	positions: 8,
	variables: {
		letter: categorical([0, 1, 7], { byToken: (token) => ({ a: 0, b: 1, c: 7 })[token] ?? 0 }),
		found: categorical([0, 1, 7, 'none'], { constant: 0 }),
	},
	heads: { only: attend({ value: 'letter' }) },
	mlp(z) {
		z.found = z.defined('only') ? z.only : 'none';
	},
	output: 'found',
	layers: 40,
});

describe('the mean of several codes, which means nothing', () => {
	it.each(['f64', 'f32', 'f16', 'bf16'] as const)('is taken away without a rest by a plain Transformer in %s', async (dtype) => {
		const model = compile(program, { target: 'standard', dtype });
		const inputs = ['aab', 'aaabb', 'aabbbbb', 'abc', 'c'].map((letters) => [...letters]);
		const report = await verify(program, model, inputs, { backend: createReferenceBackend() });
		expect(model.certificate?.guarantee).toBe('exact');
		expect(report.first).toBeNull();
	});

	it('is taken away without a rest where roundings bring it beyond the largest code', async () => {
		const model = compile(program);
		const code = model.layout.blocks.find((each) => each.kind === 'ordinal')?.start ?? -1;
		const transformer = await createTransformer(model, createReferenceBackend());
		const rests: number[] = [];
		const layer = 'stage.0.loop.0.layer.0';
		await transformer.run([['c', 'c', 'c']], {
			patch: [
				{ name: `${layer}.afterAttention`, position: 0, apply: (data) => data.map((each, at) => (at === code ? 8 + 2 ** -19 : each)) },
			],
			hooks: [{ name: `${layer}.afterUpdates`, visit: ({ data }) => void rests.push(data[code] ?? Number.NaN) }],
		});
		expect(rests).toEqual([0]);
	});
});

/** Weights whose MLP adds nothing to a coordinate. */
function without(model: Model, coordinate: number): Model {
	const name = 'stage.0.layer.0.mlp.3.weight';
	const tensor = model.tensors[name];
	if (tensor === undefined) throw new Error(`no tensor ${name}`);
	const { data, ...rest } = toDense(tensor);
	const changed = data.map((each, index) => (index % model.config.width === coordinate ? 0 : each));
	return { ...model, tensors: { ...model.tensors, [name]: { ...rest, data: changed } } };
}

describe('the coordinate that tells several keys from one', () => {
	const kept: Program = {
		...program,
		stages: program.stages.map((stage) => ({
			repeat: 1,
			layers: stage.layers.map((layer) => ({ ...layer, heads: layer.heads.map((head) => ({ ...head, keep: true })) })),
		})),
	};

	it.each([
		['erased', program],
		['kept', kept],
	])('is seen where it stays after its layer, for an output that is %s', async (_, source) => {
		const model = compile(source);
		const guard = model.layout.blocks.find((each) => each.kind === 'guard')?.start ?? -1;
		const inputs = [['a', 'b', 'a']];
		const backend = createReferenceBackend();
		expect((await verify(source, model, inputs, { backend })).first).toBeNull();
		const report = await verify(source, without(model, guard), inputs, { backend });
		expect(report.first).toMatchObject({ layer: 0, sublayer: 'updates', variable: 'guard' });
	});
});
