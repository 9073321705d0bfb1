import {
	type Config,
	expectedTensors,
	type HeadConfig,
	type LayerConfig,
	MODEL_FORMAT,
	type Model,
	type StageConfig,
	type Tensor,
	toSparse,
} from '@alta-ts/model';
import fc from 'fast-check';

const WIDTH = 3;
const LONGEST = 5;
const TOKENS = ['a', 'b', 'c'];

/** Multiples of a quarter, many of them zero: sums of products stay exact, and ties happen. */
const quarter = fc.oneof(
	{ weight: 1, arbitrary: fc.constant(0) },
	{ weight: 2, arbitrary: fc.integer({ min: -6, max: 6 }).map((each) => each / 4) },
);

const head = (name: string): fc.Arbitrary<HeadConfig> =>
	fc
		.record(
			{
				kind: fc.constantFrom('softmax', 'hard', 'relu', 'linear'),
				scale: fc.constantFrom(0.5, 1, 2),
				offsets: fc.oneof(
					fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 2 }),
					fc.record({ from: fc.integer({ min: -2, max: 0 }), to: fc.integer({ min: -1, max: 2 }) }, { requiredKeys: [] }),
				),
				offsetBias: fc.array(quarter, { minLength: 2 * LONGEST + 1, maxLength: 2 * LONGEST + 1 }),
				null: fc.record({
					logit: quarter,
					value: fc.oneof(fc.constantFrom('zero' as const, 'vector' as const), fc.record({ position: fc.nat(3) })),
				}),
				keyWidth: fc.nat(2),
				valueWidth: fc.integer({ min: 1, max: 2 }),
			},
			{ requiredKeys: ['kind', 'scale', 'keyWidth', 'valueWidth'] },
		)
		.map((rest) => ({ name, ...rest }));

const heads = fc.nat(2).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => head(`head${index}`))));

const layer = (name: string): fc.Arbitrary<LayerConfig> =>
	fc
		.record(
			{
				attention: fc.record({ heads }),
				mlp: fc.record({
					activation: fc.constantFrom('none', 'relu', 'clipped-relu', 'tanh'),
					hidden: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
				}),
				norm: fc.constantFrom('none', 'before', 'after'),
			},
			{ requiredKeys: ['norm'] },
		)
		.map((rest) => ({ name, ...rest }));

const stage = (name: string): fc.Arbitrary<StageConfig> =>
	fc.record({
		layers: fc
			.tuple(layer(`${name}-a`), layer(`${name}-b`))
			.chain(([a, b]) => fc.constantFrom([a], [a, b], [a, b, a], [a, { ...b, continues: true }, a, { ...b, continues: true }])),
		repeat: fc.oneof(fc.nat(3), fc.record({ until: fc.constant({ name: `${name}-halt` }), atMost: fc.integer({ min: 1, max: 4 }) })),
	});

const config: fc.Arbitrary<Config> = fc
	.record({
		one: stage('one'),
		two: stage('two'),
		count: fc.nat(2),
		positions: fc.boolean(),
		end: fc.constantFrom('plain', 'tied', 'sink'),
	})
	.map(({ one, two, count, positions, end }) => ({
		input: {
			kind: 'tokens',
			tokens: TOKENS,
			...(positions ? { positions: end === 'sink' ? LONGEST + 1 : LONGEST } : {}),
			...(end === 'sink' ? { sink: 'the sink' } : {}),
		},
		width: WIDTH,
		maxLength: LONGEST,
		stages: [one, two].slice(0, count),
		readout: { kind: 'classes', classes: TOKENS, pool: 'none', tied: end === 'tied' },
	}));

/** Models of up to two stages, of layers of one or two blocks, with or without a sink, with every kind of head, norm and activation, their matrices dense or sparse. */
export const randomModel: fc.Arbitrary<Model> = config.chain((each) => {
	const tensors = expectedTensors(each).map(({ name, shape }) => {
		const sizes = shape.map((size) => (typeof size === 'number' ? size : 2));
		const entries = sizes.reduce((a, b) => a * b, 1);
		return fc
			.record({ numbers: fc.array(quarter, { minLength: entries, maxLength: entries }), sparse: fc.boolean() })
			.map(({ numbers, sparse }): [string, Tensor] => {
				const tensor: Tensor = { kind: 'dense', dtype: 'f64', shape: sizes, data: Float64Array.from(numbers) };
				return [name, sparse && sizes.length === 2 ? toSparse(tensor) : tensor];
			});
	});
	return fc.tuple(...tensors).map((entries) => ({
		format: MODEL_FORMAT,
		name: 'random',
		config: each,
		layout: { blocks: [{ kind: 'plain', names: ['x', 'y', 'z'], start: 0, width: WIDTH }], sources: [] },
		tensors: Object.fromEntries(entries),
	}));
});

/** Batches of up to three sequences for these models. */
export const randomBatch: fc.Arbitrary<string[][]> = fc.array(fc.array(fc.constantFrom(...TOKENS), { maxLength: LONGEST }), {
	maxLength: 3,
});
