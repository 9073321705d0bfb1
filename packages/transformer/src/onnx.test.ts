import {
	type Activation,
	type Config,
	expectedTensors,
	type HeadConfig,
	MODEL_FORMAT,
	type Model,
	type ReadoutConfig,
	type Tensor,
	type TensorDType,
} from '@alta-ts/model';
import type { OnnxOptions } from '@alta-ts/model/onnx';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTransformer } from './index.js';
import { randomBatch, randomModel } from './testing/random-model.js';
import { runInOnnx, runMatrixInOnnx } from './testing/run-onnx.js';
import type { TransformerRun } from './transformer.js';

const anyOptions: fc.Arbitrary<OnnxOptions> = fc.record({
	loop: fc.constantFrom('loop', 'unrolled'),
	initialisers: fc.constantFrom('dense', 'sparse'),
	maxLayers: fc.constantFrom(0, 3, 8, 60),
});

const batches = randomBatch.filter(({ length }) => length > 0);

test('random models give in onnxruntime what they give on the reference backend', async () => {
	await fc.assert(
		fc.asyncProperty(randomModel, batches, anyOptions, async (model, given, options) => {
			const { there, here, largest } = await both(model, given, options, 9);
			// Some random models grow from pass to pass, until their numbers are nothing but rounding errors.
			fc.pre(largest < 1e6);
			expect(there).toEqual(here);
		}),
		{ numRuns: 150 },
	);
});

/** Runs a model in onnxruntime and here; the latter gives patterns that leave room for rounding after so many decimals. */
async function both(model: Model, given: readonly (readonly string[])[], options: OnnxOptions, decimals: number): Promise<Both> {
	const { maxLayers } = options;
	const transformer = await createTransformer(model, createReferenceBackend());
	const expected = await transformer.run(given, maxLayers === undefined ? {} : { maxLayers });
	const largest = Math.max(...expected.flatMap(({ logits }) => logits?.flat() ?? []).map(Math.abs));
	return { there: await runInOnnx(model, given, options), here: expected.map((run) => rounded(run, decimals)), largest };
}

interface Both {
	readonly there: readonly TransformerRun[];
	readonly here: readonly unknown[];
	/** The size of the largest logit. */
	readonly largest: number;
}

/** Outputs that hang on the rounding of a tie may be anything. */
function rounded({ output, logits, layers, halted }: TransformerRun, decimals: number): unknown {
	// Decimals of a large number are counted from its first digit.
	const near = (value: unknown): unknown =>
		typeof value === 'number' ? expect.closeTo(value, decimals - Math.max(0, Math.ceil(Math.log10(Math.abs(value) + 1)))) : value;
	if (logits === undefined) return { output: output.map(near), layers, halted };
	const rows = logits.map((row) => (row.length === 0 ? expect.anything() : row.map(near)));
	return { output: logits.some(isTied) ? expect.anything() : output, logits: rows, layers, halted };
}

function isTied(row: readonly number[]): boolean {
	const [best = 0, next = Number.NEGATIVE_INFINITY] = [...row].sort((a, b) => b - a);
	return best - next < 1e-4;
}

const head: HeadConfig = { name: 'one', kind: 'softmax', scale: 0.5, keyWidth: 2, valueWidth: 2 };

const base: Config = {
	input: { kind: 'tokens', tokens: ['a', 'b', 'c'] },
	width: 3,
	stages: [
		{
			layers: [{ name: 'layer', norm: 'before', attention: { heads: [head] }, mlp: { activation: 'tanh', hidden: [4] } }],
			repeat: 2,
		},
	],
	readout: { kind: 'classes', classes: ['x', 'y', null], pool: 'none', tied: false },
};

/** A model with weights that look random. */
function filled(config: Config, dtype: TensorDType): Model {
	let place = 0;
	const next = (): number => Math.fround(Math.sin(++place * 12.9898) * 0.9);
	const tensors = expectedTensors(config).map(({ name, shape }): [string, Tensor] => {
		const sizes = shape.map((size) => (typeof size === 'number' ? size : size.max === Number.POSITIVE_INFINITY ? 1 : size.max));
		const numbers = Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, next);
		return [name, { kind: 'dense', dtype, shape: sizes, data: dtype === 'f64' ? Float64Array.from(numbers) : Float32Array.from(numbers) }];
	});
	return {
		format: MODEL_FORMAT,
		name: 'filled',
		config,
		layout: { blocks: [{ kind: 'plain', names: Array<string>(config.width).fill('x'), start: 0, width: config.width }], sources: [] },
		tensors: Object.fromEntries(tensors),
	};
}

function withActivation(activation: Activation, dtype: TensorDType): Model {
	const layers = [{ name: 'layer', norm: 'after', mlp: { activation, hidden: [5, 4] } } as const];
	return filled({ ...base, stages: [{ layers, repeat: 1 }] }, dtype);
}

const batch = [['a', 'b', 'c', 'c', 'a'], ['b'], [], ['c', 'c', 'b']];

describe.each(['f32', 'f64'] as const)('%s', (dtype) => {
	const decimals = dtype === 'f32' ? 4 : 9;

	test.each<Activation>(['none', 'relu', 'clipped-relu', 'tanh', 'sigmoid'])('the activation %s', async (activation) => {
		const { there, here } = await both(withActivation(activation, dtype), batch, {}, decimals);
		expect(there).toEqual(here);
	});

	test.each<ReadoutConfig>([
		...(['none', 'mean', { position: 2 }] as const).flatMap((pool): ReadoutConfig[] => [
			{ kind: 'classes', classes: ['x', null], pool, tied: false },
			{ kind: 'number', pool },
			{ kind: 'set', members: [1, 'a', true], pool },
		]),
		{ kind: 'classes', classes: [1, 2, 3], pool: 'none', tied: true },
	])('the read-out %j', async (readout) => {
		const { there, here } = await both(filled({ ...base, readout }, dtype), batch, {}, decimals);
		expect(there).toEqual(here);
	});

	test('positions, and more positions of padding than there are embeddings', async () => {
		const model = filled({ ...base, input: { kind: 'tokens', tokens: ['a', 'b', 'c'], positions: 5 } }, dtype);
		const { there, here } = await both(model, batch, {}, decimals);
		expect(there).toEqual(here);
	});

	test('an MLP without units adds its last bias', async () => {
		const layers = [{ name: 'layer', norm: 'none', mlp: { activation: 'relu', hidden: [0] } } as const];
		const { there, here } = await both(filled({ ...base, stages: [{ layers, repeat: 1 }] }, dtype), batch, {}, decimals);
		expect(there).toEqual(here);
	});

	test.each(['loop', 'unrolled'] as const)('a sink, and a layer of two blocks that counts once (%s)', async (loop) => {
		const [stage] = base.stages;
		const layers = [
			...(stage?.layers ?? []),
			{ name: 'more', norm: 'none', continues: true, mlp: { activation: 'relu', hidden: [3] } } as const,
		];
		const input = { kind: 'tokens', tokens: ['a', 'b', 'c'], sink: 'start', positions: 6 } as const;
		const model = filled({ ...base, input, stages: [{ layers, repeat: 3 }] }, dtype);
		const { there, here } = await both(model, batch, { loop, maxLayers: 2 }, decimals);
		expect(there).toEqual(here);
	});

	test('rows of numbers, with padding that is no number', async () => {
		const model = filled({ ...base, input: { kind: 'matrix', columns: 3 } }, dtype);
		const rows = [
			{ rows: 2, columns: 3, data: [1, 0.5, -1, 0, 0.25, 2] },
			{ rows: 1, columns: 3, data: [0.5, -0.5, 1] },
		];
		const expected = await (await createTransformer(model, createReferenceBackend())).runMatrix(rows);
		expect(await runMatrixInOnnx(model, rows, {})).toEqual(expected.map((run) => rounded(run, decimals)));
	});
});

test('the activation gelu, for which onnxruntime has no error function in double precision', async () => {
	const { there, here } = await both(withActivation('gelu', 'f32'), batch, {}, 4);
	expect(there).toEqual(here);
	await expect(runInOnnx(withActivation('gelu', 'f64'), batch, {})).rejects.toThrow('Erf');
});

test('half precision runs in float32', async () => {
	const model = filled(base, 'f16');
	const halves = Object.entries(model.tensors).map(([name, tensor]): [string, Tensor] =>
		tensor.kind === 'dense'
			? [name, { ...tensor, data: Float32Array.from(tensor.data, (each) => Math.round(each * 256) / 256) }]
			: [name, tensor],
	);
	const half = { ...model, tensors: Object.fromEntries(halves) };
	const expected = await (await createTransformer(half, createReferenceBackend(), { dtype: 'f32' })).run(batch);
	expect(await runInOnnx(half, batch, {})).toEqual(expected.map((run) => rounded(run, 4)));
});

test('inputs that the model cannot take stop the run', async () => {
	const limited = filled({ ...base, maxLength: 3 }, 'f32');
	await expect(runInOnnx(limited, [['a', 'b', 'c', 'a']], {})).rejects.toThrow('lengths.check');
	await expect(runInOnnx(limited, [['a', 'd']], {})).rejects.toThrow('embedding.token.rows');
});
