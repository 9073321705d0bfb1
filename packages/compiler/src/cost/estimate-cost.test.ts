import type { Program, Row, Variable } from '@alta-ts/core';
import { attend, categorical, defineProgram, numerical, range } from '@alta-ts/core';
import { modelSize } from '@alta-ts/model';
import { describe, expect, test } from 'vitest';
import { compile } from '../compile.js';
import type { CompileOptions } from '../options.js';
import { estimateCost } from './estimate-cost.js';
import { foreseeObstacles, MOST_STEPS } from './obstacles.js';

/** Rows that may be few while their decision is large: the selector is asked last, when all bits have been told apart. */
function multiplexer(bits: number, selectorFirst = false): Program {
	const names = range(bits).map((bit) => `bit${bit}`);
	const selector: Variable = { kind: 'categorical', name: 'selector', values: range(bits), init: { constant: 0 } };
	const data = names.map((name): Variable => ({ kind: 'categorical', name, values: [false, true], init: { byToken: [false, true] } }));
	const answer: Variable = { kind: 'categorical', name: 'answer', values: [false, true], init: { constant: false } };
	const rows = names.map((name, bit): Row => ({ when: { selector: [bit], [name]: [true] }, value: true }));
	return {
		format: 'alta-program/1',
		name: 'multiplexer',
		input: { tokens: ['no', 'yes'] },
		variables: selectorFirst ? [selector, ...data, answer] : [...data, selector, answer],
		stages: [{ layers: [{ heads: [], updates: [{ reads: ['selector', ...names], writes: 'answer', rows }] }], repeat: 1 }],
		output: { variable: 'answer' },
	};
}

const parity = defineProgram({
	name: 'parity',
	tokens: ['0', '1', 'START'],
	variables: {
		parity: categorical([0, 1], { byToken: (token) => (token === '1' ? 1 : 0) }),
		done: categorical([false, true], { byToken: (token) => token === 'START' }),
	},
	heads: { left: attend({ value: 'parity', offset: -1 }), doneLeft: attend({ value: 'done', offset: -1 }) },
	mlp(z) {
		if (z.done || !z.doneLeft) return;
		z.parity = z.left === z.parity ? 0 : 1;
		z.done = true;
	},
	output: 'parity',
	halt: { variable: 'done', equals: true },
});

const counting = (positions: number): Program =>
	defineProgram({
		name: 'counting',
		tokens: ['a'],
		positions,
		variables: { place: categorical(range(positions), { byPosition: (position) => position }), one: numerical([0, 1], { constant: 1 }) },
		heads: { left: attend({ value: 'one', offset: -1 }) },
		mlp: {},
		output: 'place',
		layers: 1,
	});

describe('what is quick to compile', () => {
	test.each([{}, { target: 'standard', maxLength: 4 }, { dtype: 'f64', without: ['simplify'] }] as const)(
		'costs what its model has: %j',
		(options: CompileOptions) => {
			const model = compile(parity, options);
			const cost = estimateCost(parity, options);
			expect(cost).toMatchObject({ exact: true, obstacles: [], width: model.config.width, layers: 1, heads: 2, ...modelSize(model) });
			const sum = (of: 'units' | 'nonzeros'): number => cost.parts.reduce((total, part) => total + part[of], 0);
			expect(sum('nonzeros')).toBeCloseTo(cost.nonzeros, 6);
			expect(sum('units')).toBeCloseTo(cost.hidden, 6);
			expect(cost.parts.map(({ nonzeros }) => nonzeros)).toEqual(cost.parts.map(({ nonzeros }) => nonzeros).toSorted((a, b) => b - a));
			expect(cost.parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['left', 'output']));
		},
	);

	test('says which places of the source text cost what', () => {
		const span = (from: number): { source: string; from: number; to: number } => ({ source: 'p.json', from, to: from + 1 });
		const spanned: Program = {
			...parity,
			variables: parity.variables.map((variable, index) => ({ ...variable, source: span(index) })),
			stages: parity.stages.map((stage) => ({
				...stage,
				layers: stage.layers.map((layer) => ({
					...layer,
					updates: layer.updates.map((update) =>
						'rows' in update ? { ...update, rows: update.rows.map((row, index) => ({ ...row, source: span(100 + index) })) } : update,
					),
				})),
			})),
		};
		const { places, nonzeros } = estimateCost(spanned);
		expect(estimateCost(parity).places).toEqual([]);
		expect(places.some(({ span: { from }, units }) => from >= 100 && units > 0)).toBe(true);
		expect(places.some(({ span: { from } }) => from < 100)).toBe(true);
		expect(places.reduce((sum, place) => sum + place.nonzeros, 0)).toBeLessThanOrEqual(nonzeros);
	});

	test('a program that cannot be compiled is refused as compiling refuses it', () => {
		expect(() => estimateCost(parity, { maxLength: 0.5 })).toThrow('ALTA4001');
	});
});

describe('what would take very long', () => {
	test.each([
		['a selector after 30 bits', multiplexer(30), {}],
		['a selector before 30 bits, when orders are tried', multiplexer(30, true), {}],
		['20,000 positions', counting(20_000), {}],
		['5,000 positions of plain attention', counting(5_000), { target: 'standard' }],
	] as const)('is estimated without compiling: %s', (_, program, options: CompileOptions) => {
		const cost = estimateCost(program, options);
		expect(cost.exact).toBe(false);
		expect(cost.obstacles).not.toEqual([]);
		expect(cost.nonzeros).toBeGreaterThan(5000);
		expect(cost.width).toBeGreaterThan(60);
	});

	test('says which variables multiply, and how many rules that would make', () => {
		const [obstacle] = foreseeObstacles(multiplexer(30), {});
		expect(obstacle?.writes).toBe('answer');
		expect(obstacle?.multiplies.slice(0, 2)).toEqual([
			{ variable: 'selector', values: 30 },
			{ variable: 'bit0', values: 2 },
		]);
		expect(estimateCost(multiplexer(30)).rows).toBe(30 * 2 ** 30);
		expect(foreseeObstacles(counting(20_000), {})).toEqual([
			{ what: 'place has 20000 values', multiplies: [{ variable: 'place', values: 20_000 }] },
		]);
	});

	test('tables that are quick take their rows, whatever their product', () => {
		const small = estimateCost(multiplexer(8));
		expect(small).toMatchObject({ exact: true });
		expect(small.rows).toBeLessThan(60);
		expect(MOST_STEPS).toBeGreaterThan(2 ** 20);
	});
});
