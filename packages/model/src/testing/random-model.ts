import type { Atom } from '@alta-ts/core';
import fc from 'fast-check';
import type { Activation, AttentionKind, Config, HeadConfig, LayerConfig, NullKey, Pool, ReadoutConfig } from '../config.js';
import { expectedTensors } from '../expected-tensors.js';
import { dataOf } from '../half-precision.js';
import type { Block, Source } from '../layout.js';
import { MODEL_FORMAT, type Model } from '../model.js';
import { toSparse } from '../sparse.js';
import { type DenseTensor, TENSOR_DTYPES, type Tensor } from '../tensor.js';

const count = fc.integer({ min: 0, max: 4 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const atom: fc.Arbitrary<Atom> = fc.oneof(fc.string({ maxLength: 3 }), number, fc.boolean());
const atoms: fc.Arbitrary<Atom[]> = fc.uniqueArray(atom, { minLength: 1, maxLength: 4 });
const pool: fc.Arbitrary<Pool> = fc.oneof(fc.constantFrom('none' as const, 'mean' as const), fc.record({ position: count }));
const nullKey: fc.Arbitrary<NullKey> = fc.record({
	logit: number,
	value: fc.oneof(fc.constantFrom('zero' as const, 'vector' as const), fc.record({ position: count })),
});
const offset = fc.integer({ min: -3, max: 3 });

function head(name: string): fc.Arbitrary<HeadConfig> {
	return fc.record(
		{
			name: fc.constant(name),
			kind: fc.constantFrom<AttentionKind>('softmax', 'hard', 'relu', 'linear'),
			scale: number,
			offsets: fc.oneof(fc.array(offset), fc.record({ from: offset, to: offset }, { requiredKeys: [] })),
			offsetBias: fc.array(number, { maxLength: 3 }).map((biases) => [...biases, 0, ...biases]),
			null: nullKey,
			keyWidth: count,
			valueWidth: count,
		},
		{ requiredKeys: ['name', 'kind', 'scale', 'keyWidth', 'valueWidth'] },
	);
}

function layer(name: string): fc.Arbitrary<LayerConfig> {
	const heads = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 3 }).chain((names) => fc.tuple(...names.map(head)));
	return fc.record(
		{
			name: fc.constant(name),
			attention: fc.record({ heads }),
			mlp: fc.record({
				activation: fc.constantFrom<Activation>('none', 'relu', 'clipped-relu', 'gelu', 'tanh', 'sigmoid'),
				hidden: fc.array(count, { maxLength: 3 }),
			}),
			norm: fc.constantFrom('none' as const, 'before' as const, 'after' as const),
		},
		{ requiredKeys: ['name', 'norm'] },
	);
}

const readout: fc.Arbitrary<ReadoutConfig> = fc.oneof(
	fc.record({
		kind: fc.constant('classes' as const),
		classes: fc.array(fc.oneof(atom, fc.constant(null))),
		pool,
		tied: fc.constant(false),
	}),
	fc.record({ kind: fc.constant('number' as const), pool }),
	fc.record({ kind: fc.constant('set' as const), members: atoms, pool }),
);

const blocks: fc.Arbitrary<Block[]> = fc
	.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 4 })
	.chain((names) => fc.tuple(...names.map(block)))
	.map((pieces) => {
		let start = 0;
		return pieces.flat().map((piece) => {
			start += piece.width;
			return { ...piece, start: start - piece.width };
		});
	});

function block(variable: string): fc.Arbitrary<Block[]> {
	const guard: Block = { kind: 'guard', variable, start: 0, width: 1 };
	return fc.oneof(
		atoms.map((values): Block[] => [{ kind: 'categorical', variable, values, start: 0, width: values.length }, guard]),
		fc.boolean().map((nullable): Block[] => [{ kind: 'numerical', variable, nullable, start: 0, width: nullable ? 2 : 1 }]),
		fc.constant<Block[]>([{ kind: 'numerical', variable, nullable: false, values: [-1, 0.5], start: 0, width: 1 }]),
		fc.constant<Block[]>([{ kind: 'categorical', variable, also: [`${variable} too, ${variable}`], values: [1], start: 0, width: 1 }]),
		atoms.map((members): Block[] => [{ kind: 'set', variable, members, nullable: true, start: 0, width: members.length + 1 }, guard]),
		count.map((size): Block[] => [
			{ kind: 'position', start: 0, width: size },
			{ kind: 'sink', start: 0, width: 1 },
			{ kind: 'scratch', start: 0, width: size },
		]),
		fc.array(fc.string()).map((names): Block[] => [{ kind: 'plain', names, start: 0, width: names.length }]),
	);
}

/** Lets every second layer continue the one before it. */
function withBlocks(layers: readonly LayerConfig[]): LayerConfig[] {
	return layers.map((each, index) => (index % 2 === 0 ? each : { ...each, continues: true }));
}

function config(width: number): fc.Arbitrary<Config> {
	const layers = fc
		.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 3 })
		.chain((names) => fc.tuple(...names.map(layer)));
	const halting = fc.record({ name: fc.constantFrom('halt', 'done') });
	const repeat = fc.oneof(count, fc.record({ until: halting, atMost: count }, { requiredKeys: ['until'] }));
	const stages = layers.chain((known) =>
		fc.array(fc.record({ layers: fc.array(fc.constantFrom(...known), { maxLength: 3 }).map(withBlocks), repeat }), { maxLength: 3 }),
	);
	const tokens = fc.uniqueArray(fc.string(), { maxLength: 4 });
	const input = fc.oneof(
		fc.record(
			{ kind: fc.constant('tokens' as const), tokens, positions: count, sink: fc.constant('a token of its own') },
			{ requiredKeys: ['kind', 'tokens'] },
		),
		fc.record({ kind: fc.constant('matrix' as const), columns: fc.constant(width) }),
	);
	return fc.record(
		{ input, width: fc.constant(width), stages, readout, maxLength: count },
		{ requiredKeys: ['input', 'width', 'stages', 'readout'] },
	);
}

const sources: fc.Arbitrary<Source[]> = fc.array(
	fc.record(
		{ path: fc.array(fc.string(), { maxLength: 3 }), span: fc.record({ source: fc.string(), from: count, to: count }) },
		{ requiredKeys: ['path'] },
	),
	{ maxLength: 4 },
);

/** Small numbers that repeat, so that some are zero: a linear congruential generator. */
function* smallNumbers(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		yield (state >>> 16) % 5;
	}
}

function tensorsFor(given: Config, seed: number, sourceCount: number): Record<string, Tensor> {
	const numbers = smallNumbers(seed);
	const next = (): number => numbers.next().value;
	const tensors: [string, Tensor][] = [];
	for (const { name, shape, optional } of expectedTensors(given)) {
		if (optional && next() < 3) continue;
		const sizes = shape.map((size) => (typeof size === 'number' ? size : size.min));
		const length = sizes.reduce((product, size) => product * size, 1);
		const values = Array.from({ length }, () => next() - 2);
		const provenance = next() < 2 ? {} : { sources: Int32Array.from(values, () => (next() % (sourceCount + 1)) - 1) };
		const dtype = TENSOR_DTYPES[next() % TENSOR_DTYPES.length] ?? 'f32';
		const dense: DenseTensor = { kind: 'dense', dtype, shape: sizes, data: dataOf(dtype, values), ...provenance };
		tensors.push([name, sizes.length === 2 && next() < 3 ? toSparse(dense) : dense]);
	}
	return Object.fromEntries(tensors);
}

/** Draws models of every architecture and kind of layout, with random weights. */
export const models: fc.Arbitrary<Model> = fc.tuple(blocks, sources).chain(([placed, known]) => {
	const width = placed.reduce((sum, each) => sum + each.width, 0);
	return fc
		.record(
			{
				config: config(width),
				seed: fc.nat(),
				name: fc.string(),
				codec: fc.record({ name: fc.string(), options: fc.dictionary(fc.string(), atom, { noNullPrototype: true }) }),
				certificate: fc.record({
					guarantee: fc.constantFrom('exact' as const, 'conditional' as const, 'none' as const),
					reasons: fc.array(fc.string()),
					maxLength: fc.option(count),
					dtype: fc.constantFrom(...TENSOR_DTYPES),
					conditions: fc.array(fc.string()),
					tolerance: number,
					margins: fc.array(fc.record({ place: fc.string(), what: fc.string(), needs: number, has: number })),
				}),
			},
			{ requiredKeys: ['config', 'seed', 'name'] },
		)
		.map(
			({ seed, ...rest }): Model => ({
				format: MODEL_FORMAT,
				...rest,
				layout: { blocks: placed, sources: known },
				tensors: tensorsFor(rest.config, seed, known.length),
			}),
		);
});
