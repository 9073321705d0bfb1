import { type CompileOptions, compile } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, type Head, type Layer, type Match, numerical, type Program, range } from '@alta-ts/core';
import { isAltaError } from '@alta-ts/diagnostics';
import { type Model, type Tensor, toDense } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import { describe, expect, test } from 'vitest';
import { verify } from './verify.js';

const backend = createReferenceBackend();
const standard: CompileOptions = { target: 'standard', maxLength: 5 };

const inputs = [[], ['a'], ['b', 'a'], ['a', 'b', 'a', 'c', 'a']];

/** A program with one head, which tells what that head found. */
function withHead(head: Partial<Head>): Program {
	const program = defineProgram({
		name: 'one-head',
		tokens: ['a', 'b', 'c'],
		positions: 5,
		variables: {
			letter: categorical(['a', 'b', 'c'], { byToken: 'itself' }),
			place: categorical([0, 1, 2, 3, 4], { byPosition: (position) => position }),
			found: categorical(['a', 'b', 'c', 'none']),
		},
		heads: { head: attend({ value: 'letter', offset: 0 }) },
		mlp(z) {
			z.found = z.defined('head') ? z.head : 'none';
		},
		output: 'found',
		layers: 2,
	});
	const replaced = (layer: Layer): Layer => ({ ...layer, heads: layer.heads.map((each) => ({ ...each, ...head })) });
	return { ...program, stages: program.stages.map((stage) => ({ ...stage, layers: stage.layers.map(replaced) })) };
}

const at = (...offsets: readonly number[]): Partial<Head> => ({ where: [{ offsets }] });
const sameLetter: Match = { query: 'letter', key: 'letter', test: 'equal' };
const places = (query: number, ...keys: readonly number[]): Partial<Head> => ({
	where: [{ query: 'place', key: 'place', test: [{ query, keys }] }],
});

function codesOf(run: () => unknown): readonly string[] {
	try {
		run();
	} catch (error) {
		if (isAltaError(error)) return error.problems.map(({ code }) => code);
		throw error;
	}
	return [];
}

describe('heads of a plain Transformer', () => {
	const heads: Readonly<Record<string, Partial<Head>>> = {
		'one offset': at(-1),
		'a range of offsets': { where: [{ offsets: { to: -1 } }], combine: { pick: 'last' } },
		'the first': { where: [sameLetter], combine: { pick: 'first' } },
		'the nearest': { where: [sameLetter], combine: { pick: 'nearest' } },
		'several or one': { where: [sameLetter] },
		'a constant in place of nothing': { ...at(1), empty: { constant: 'c' } },
	};
	test.each(Object.entries(heads))('%s', async (_, head) => {
		const program = withHead(head);
		expect(await verify(program, compile(program, standard), inputs, { backend })).toMatchObject({ differences: 0, first: null });
	});

	test('sums and means, also where nothing is selected', async () => {
		const program = defineProgram({
			name: 'count',
			tokens: ['a', 'b', 'c'],
			variables: {
				letter: categorical(['a', 'b', 'c'], { byToken: 'itself' }),
				weight: numerical(range(6), { byToken: (token) => (token === 'a' ? 1 : 2) }),
				answer: categorical(range(11)),
			},
			heads: {
				earlier: attend({
					value: 'weight',
					where: [{ query: 'letter', key: 'letter', test: 'equal' }, { offsets: { to: -1 } }],
					combine: 'sum',
					values: range(11),
				}),
			},
			mlp(z) {
				z.answer = z.defined('earlier') ? z.earlier : 0;
			},
			output: 'answer',
			layers: 1,
		});
		for (const dtype of ['f64', 'f32'] as const) {
			const model = compile(program, { ...standard, dtype });
			expect(model.certificate?.guarantee).toBe('exact');
			expect(await verify(program, model, inputs, { backend })).toMatchObject({ differences: 0, first: null });
		}
		expect(codesOf(() => compile(program, { ...standard, dtype: 'f16' }))).toContain('ALTA4022');
	});
});

test('numbers from −1 to 1 are not taken for coordinates that are on or off', async () => {
	const program: Program = {
		format: 'alta-program/1',
		name: 'negate',
		input: { tokens: ['a', 'b', 'c'] },
		variables: [
			{ name: 'number', kind: 'numerical', values: [-1, 0, 1], init: { byToken: [1, -1, undefined] } },
			{ name: 'left', kind: 'numerical', init: { constant: undefined } },
		],
		stages: [
			{
				layers: [
					{
						heads: [{ output: 'left', value: 'number', where: [{ offsets: [-1] }], combine: 'only', empty: 'undefined', keep: false }],
						updates: [{ writes: 'number', linear: { left: -1 }, bias: -1 }],
					},
				],
				repeat: 1,
			},
		],
		output: { variable: 'number' },
	};
	expect(await verify(program, compile(program, standard), inputs, { backend })).toMatchObject({ differences: 0, first: null });
});

describe('a causal model', () => {
	test('is made where offsets or positions say that heads look back', async () => {
		for (const head of [at(-2), places(3, 0, 1)]) {
			const program = withHead(head);
			const model = compile(program, { ...standard, causal: true });
			const built = model.config.stages.flatMap(({ layers }) => layers.flatMap(({ attention }) => attention?.heads ?? []));
			expect(new Set(built.map(({ offsets }) => JSON.stringify(offsets)))).toEqual(new Set(['{"to":0}']));
			expect(await verify(program, model, inputs, { backend })).toMatchObject({ differences: 0, first: null });
		}
	});

	test('is ALTA4021 where a head might look ahead', () => {
		for (const head of [at(1), { where: [sameLetter] }, places(3, 0, 4)])
			expect(codesOf(() => compile(withHead(head), { ...standard, causal: true }))).toEqual(['ALTA4021']);
	});
});

test('what does not fit is refused: ALTA4020 without a longest input, ALTA4022, ALTA4023', () => {
	const { positions: _, ...endless } = withHead(at(-1));
	const relative = { ...endless, variables: endless.variables.filter(({ name }) => name !== 'place') };
	expect(codesOf(() => compile(relative, { target: 'standard' }))).toEqual(['ALTA4020']);
	const atPosition = withHead({ ...at(-1), empty: { position: 0 } });
	expect(codesOf(() => compile(atPosition, standard))).toEqual(['ALTA4022']);
	expect(codesOf(() => compile(atPosition, { causal: true, unrolled: 0 }))).toEqual(['ALTA4023', 'ALTA4023']);
});

describe('the sink', () => {
	const program = withHead(at(-1));
	const model = compile(program, standard);

	/** The model with one entry of a matrix set to another number. */
	function mutated(name: string, row: number, column: number, value: number): Model {
		const tensor: Tensor | undefined = model.tensors[name];
		if (tensor === undefined) throw new Error(`no tensor ${name}`);
		const { shape, data, dtype } = toDense(tensor);
		const changed = data.slice();
		changed[row * (shape[1] ?? 0) + column] = value;
		return { ...model, tensors: { ...model.tensors, [name]: { kind: 'dense', dtype, shape, data: changed } } };
	}

	test('is in the config, and not in what callers see', async () => {
		expect(model.config.input).toMatchObject({ tokens: ['a', 'b', 'c'], sink: '<sink>', positions: 6 });
		const rows: number[] = [];
		const transformer = await createTransformer(model, backend);
		const [run] = await transformer.run([['a', 'b']], { hooks: [{ name: () => true, visit: (seen) => void rows.push(seen.rows) }] });
		expect(run?.output).toEqual(['none', 'a']);
		expect(new Set(rows)).toEqual(new Set([2]));
	});

	test('that also matches like an ordinary key is found by a verification', async () => {
		const sink = model.layout.blocks.find(({ kind }) => kind === 'sink')?.start ?? 0;
		const prefix = 'stage.0.layer.0.attention.head';
		const asOrdinaryKey = mutated(`${prefix}.key`, sink, 0, 64);
		expect((await verify(program, asOrdinaryKey, inputs, { backend })).differences).toBeGreaterThan(0);
		const withValue = mutated(`${prefix}.value`, sink, 0, 1);
		expect((await verify(program, withValue, inputs, { backend })).differences).toBeGreaterThan(0);
	});

	test('is not there where every head always finds a key', () => {
		const always = withHead(at(0));
		expect(compile(always, standard).config.input).not.toHaveProperty('sink');
	});

	test('scratch that is not erased is found by a verification', async () => {
		const scratch = model.layout.blocks.find(({ kind }) => kind === 'scratch')?.start ?? 0;
		const last = model.config.stages[0]?.layers.at(-1)?.name ?? '';
		const { shape } = toDense(model.tensors[`${last}.mlp.1.bias`] ?? { kind: 'dense', dtype: 'f32', shape: [0], data: new Float32Array() });
		expect(shape).toEqual([model.config.width]);
		const kept = mutated(`${last}.mlp.1.bias`, 0, scratch, 1);
		const report = await verify(
			program,
			{ ...kept, tensors: { ...kept.tensors, [`${last}.mlp.1.bias`]: flat(kept.tensors[`${last}.mlp.1.bias`]) } },
			inputs,
			{ backend },
		);
		expect(report.first?.variable).toBe('scratch');
	});
});

function flat(tensor: Tensor | undefined): Tensor {
	if (tensor?.kind !== 'dense') throw new Error('a bias is dense');
	return { ...tensor, shape: [tensor.data.length] };
}
