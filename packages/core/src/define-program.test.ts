import { isAltaError } from '@alta-ts/diagnostics';
import { describe, expect, it } from 'vitest';
import { attend } from './attend.js';
import { categorical, numerical, range, set } from './declare.js';
import { defineProgram } from './define-program.js';
import type { Program } from './program.js';
import { PROGRAM_FORMAT } from './program.js';
import { validateProgram } from './validate.js';

function codesOf(define: () => Program): readonly string[] {
	try {
		define();
	} catch (error) {
		if (isAltaError(error)) return error.problems.map((each) => each.code);
		throw error;
	}
	return [];
}

const parity: Program = defineProgram({
	name: 'parity-sequential-relative',
	tokens: ['0', '1', 'START'],
	variables: {
		parity: categorical([0, 1], { byToken: (t) => (t === '1' ? 1 : 0) }),
		done: categorical([false, true], { byToken: (t) => t === 'START' }),
	},
	heads: {
		parityLeft: attend({ value: 'parity', offset: -1 }),
		doneLeft: attend({ value: 'done', offset: -1 }),
	},
	mlp(z) {
		if (!z.done && z.doneLeft) {
			z.parity = z.parityLeft ^ z.parity;
			z.done = true;
		}
	},
	output: 'parity',
	halt: { variable: 'done', equals: true },
});

describe('defineProgram', () => {
	it('starts a variable with the token itself', () => {
		const program = defineProgram({
			name: 'echo',
			tokens: ['a', 'b'],
			variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
			heads: {},
			rows: () => undefined,
			output: 'token',
			layers: 1,
		});
		expect(program.variables[0]?.init).toEqual({ byToken: ['a', 'b'] });
	});

	it('makes a looped program of plain data', () => {
		expect(parity).toEqual({
			format: PROGRAM_FORMAT,
			name: 'parity-sequential-relative',
			input: { tokens: ['0', '1', 'START'] },
			variables: [
				{ kind: 'categorical', name: 'parity', init: { byToken: [0, 1, 0] }, values: [0, 1] },
				{ kind: 'categorical', name: 'done', init: { byToken: [false, false, true] }, values: [false, true] },
				{ kind: 'categorical', name: 'parityLeft', init: { constant: undefined }, values: [0, 1] },
				{ kind: 'categorical', name: 'doneLeft', init: { constant: undefined }, values: [false, true] },
			],
			stages: [
				{
					layers: [
						{
							heads: [
								{ output: 'parityLeft', value: 'parity', where: [{ offsets: [-1] }], combine: 'only', empty: 'undefined', keep: false },
								{ output: 'doneLeft', value: 'done', where: [{ offsets: [-1] }], combine: 'only', empty: 'undefined', keep: false },
							],
							updates: [
								{
									reads: ['parity', 'done', 'parityLeft', 'doneLeft'],
									writes: 'parity',
									rows: [0, 1].flatMap((own) =>
										[0, 1].map((left) => ({
											when: { parity: [own], done: [false], parityLeft: [left], doneLeft: [true] },
											value: own ^ left,
										})),
									),
								},
								{
									reads: ['parity', 'done', 'parityLeft', 'doneLeft'],
									writes: 'done',
									rows: [{ when: { parity: [0, 1], done: [false], parityLeft: [0, 1], doneLeft: [true] }, value: true }],
								},
							],
						},
					],
					repeat: { until: { variable: 'done', equals: true } },
				},
			],
			output: { variable: 'parity' },
		});
		expect(validateProgram(parity)).toEqual([]);
	});

	it('takes kinds, defaults and tests of heads from their variables', () => {
		const program = defineProgram({
			name: 'heads',
			tokens: ['a', 'b'],
			positions: 3,
			variables: {
				index: categorical(range(3), { byPosition: (p) => p }),
				wanted: set(range(3), [[0], [1, 0]]),
				share: numerical([0, 1]),
				raw: numerical({ byPosition: (p) => p / 2 }),
			},
			heads: {
				mean: attend({ value: 'share', query: 'wanted', key: 'index', values: [0, 0.5, 1] }),
				total: attend({ value: 'raw', combine: 'sum', empty: { constant: 0 } }),
				before: attend({ value: 'wanted', query: 'index', key: 'index', offsets: { to: 0 }, keep: true }),
				twice: attend({ value: 'before', where: [{ query: 'index', key: 'index', test: [{ query: 0, keys: [1, 2] }] }], offsets: [1] }),
			},
			output: 'index',
			stages: [
				{ layers: [{ heads: ['mean', 'before'], mlp: (z) => z.write('share', (inner) => (inner.mean > 0 ? 1 : 0)) }] },
				{
					layers: [
						{
							heads: ['total', 'twice'],
							mlp: {
								one: (z) => {
									if (z.defined('twice')) z.share = 0;
								},
							},
							linear: { raw: { of: { total: 2, raw: 1 } } },
						},
					],
					repeat: { until: { variable: 'index', equals: 0 }, atMost: 4 },
				},
			],
		});
		expect(program.variables.slice(4)).toEqual([
			{ kind: 'numerical', name: 'mean', init: { constant: undefined }, values: [0, 0.5, 1] },
			{ kind: 'numerical', name: 'total', init: { constant: undefined } },
			{ ...program.variables[1], name: 'before', init: { constant: undefined } },
			{ ...program.variables[1], name: 'twice', init: { constant: undefined } },
		]);
		expect(program.stages.map((stage) => [stage.repeat, stage.layers.map((layer) => layer.heads)])).toEqual([
			[
				1,
				[
					[
						{
							output: 'mean',
							value: 'share',
							where: [{ query: 'wanted', key: 'index', test: 'member' }],
							combine: 'mean',
							empty: 'undefined',
							keep: false,
						},
						{
							output: 'before',
							value: 'wanted',
							where: [{ query: 'index', key: 'index', test: 'equal' }, { offsets: { to: 0 } }],
							combine: 'only',
							empty: 'undefined',
							keep: true,
						},
					],
				],
			],
			[
				{ until: { variable: 'index', equals: 0 }, atMost: 4 },
				[
					[
						{ output: 'total', value: 'raw', where: [], combine: 'sum', empty: { constant: 0 }, keep: false },
						{
							output: 'twice',
							value: 'before',
							where: [{ query: 'index', key: 'index', test: [{ query: 0, keys: [1, 2] }] }, { offsets: [1] }],
							combine: 'only',
							empty: 'undefined',
							keep: false,
						},
					],
				],
			],
		]);
		expect(program.stages[1]?.layers[0]?.updates.at(-1)).toEqual({ writes: 'raw', linear: { total: 2, raw: 1 }, bias: 0 });
		expect(program.variables[3]?.init).toEqual({ byPosition: [0, 0.5, 1] });
	});

	it('traces the counting parity into two rows', () => {
		const sumMod2 = defineProgram({
			name: 'parity-sum-mod-2',
			tokens: ['0', '1', 'EOS'],
			positions: 50,
			variables: {
				parity: categorical([0, 1]),
				eos: numerical([0, 1], { byToken: (t) => (t === 'EOS' ? 1 : 0) }),
				eosOrOne: categorical([0, 1], { byToken: (t) => (t === '0' ? 0 : 1) }),
				query: categorical([1]),
			},
			heads: { x: attend({ value: 'eos', query: 'query', key: 'eosOrOne', values: range(50).map((i) => 1 / (50 - i)) }) },
			mlp(z) {
				z.parity = (Math.round(1 / z.x) - 1) % 2;
			},
			output: 'parity',
			layers: 1,
		});
		const [update] = sumMod2.stages[0]?.layers[0]?.updates ?? [];
		expect(update !== undefined && 'rows' in update && update.rows.length).toBe(2);
		expect(sumMod2.stages[0]?.repeat).toBe(1);
	});

	it('takes a read-out for its output and a limit for its loop', () => {
		const output = { classes: ['x'], bias: [0], terms: [{ variable: 'bit', value: 1, weights: [1] }], pool: 'none' } as const;
		const bit = categorical([0, 1], { byToken: () => undefined });
		const program = defineProgram({
			name: 'readout',
			tokens: ['a'],
			variables: { bit },
			mlp: (z) => z.write('bit', () => 1),
			output,
			halt: { variable: 'bit', equals: 1, atMost: 3 },
		});
		expect([program.output, program.stages[0]?.repeat, program.variables[0]?.init]).toEqual([
			output,
			{ until: { variable: 'bit', equals: 1 }, atMost: 3 },
			{ byToken: [undefined] },
		]);
	});
});

describe('refusals', () => {
	const base = { name: 'p', tokens: ['a', 'b'], variables: { bit: categorical([0, 1]) }, output: 'bit', layers: 1 } as const;

	it('ALTA1220 for reserved and doubled names', () => {
		expect(
			codesOf(() => defineProgram({ ...base, variables: { bit: categorical([0]), also: categorical([0]), write: categorical([0]) } })),
		).toEqual(['ALTA1220', 'ALTA1220']);
		expect(codesOf(() => defineProgram({ ...base, heads: { bit: attend({ value: 'bit', offset: 1 }) } }))).toEqual(['ALTA1220']);
		expect(codesOf(() => defineProgram({ ...base, heads: { defined: attend({ value: 'bit', offset: 1 }) } }))).toEqual(['ALTA1220']);
	});

	it('ALTA1221 for a head whose value is nowhere', () => {
		// @ts-expect-error: the compiler says so too
		expect(codesOf(() => defineProgram({ ...base, heads: { far: attend({ value: 'bitt', offset: 1 }) } }))).toEqual(['ALTA1221']);
		const circle = { one: attend({ value: 'two', offset: 1 }), two: attend({ value: 'one', offset: 1 }) };
		expect(codesOf(() => defineProgram({ ...base, heads: circle }))).toEqual(['ALTA1221', 'ALTA1221']);
	});

	it('ALTA1222 for no way of running, or several', () => {
		const { layers, ...without } = base;
		expect(codesOf(() => defineProgram(without))).toEqual(['ALTA1222']);
		expect(codesOf(() => defineProgram({ ...without, layers, halt: { variable: 'bit', equals: 1 } }))).toEqual(['ALTA1222']);
	});

	it('ALTA1223 for a layer with an unknown head', () => {
		const { layers: _, ...without } = base;
		// @ts-expect-error: the compiler says so too
		expect(codesOf(() => defineProgram({ ...without, stages: [{ layers: [{ heads: ['far'] }] }] }))).toEqual(['ALTA1223']);
	});

	it('ALTA1224 for an initialiser that throws', () => {
		const byToken = (): 0 => {
			throw new Error('out of cheese');
		};
		expect(codesOf(() => defineProgram({ ...base, variables: { bit: categorical([0], { byToken }) } }))).toEqual(['ALTA1224']);
	});

	it('ALTA1225 for an initialiser by position without positions', () => {
		expect(codesOf(() => defineProgram({ ...base, variables: { bit: categorical([0], { byPosition: () => 0 }) } }))).toEqual(['ALTA1225']);
	});

	it('reports what tracing finds, and what validation finds', () => {
		const mlp = {
			one: (): void => {
				throw new Error('no');
			},
			two: (z: { bit: number }): void => {
				z.bit = 2;
			},
		};
		expect(codesOf(() => defineProgram({ ...base, mlp }))).toEqual(['ALTA1206', 'ALTA1204']);
		expect(codesOf(() => defineProgram({ ...base, tokens: ['a', 'a'], variables: { bit: categorical([0, 0]) } })).length).toBe(2);
	});

	it('takes a budget', () => {
		const variables = { a: categorical(range(30)), b: categorical(range(30)), bit: categorical([0, 1]) };
		const mlp = (z: { a: number; b: number; bit: number }): void => {
			if (z.a === z.b) z.bit = 1;
		};
		expect(codesOf(() => defineProgram({ ...base, variables, mlp, budget: 800 }))).toEqual(['ALTA1208']);
		expect(codesOf(() => defineProgram({ ...base, variables, mlp }))).toEqual([]);
	});
});
