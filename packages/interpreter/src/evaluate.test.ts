import type { Combine, Empty, Head, Layer, Match, Program, Stage, Update, Value, Variable } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.js';

const anywhere = { constant: undefined } as const;

/** A program whose tokens are the digits 0 to 9 and whose variable `digit` holds the digit as an atom, `number` as a number. */
function digits(variables: readonly Variable[], stages: readonly Stage[], output: string): Program {
	const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
	return {
		format: 'alta-program/1',
		name: 'digits',
		input: { tokens: values.map(String) },
		variables: [
			{ name: 'digit', kind: 'categorical', values, init: { byToken: values } },
			{ name: 'number', kind: 'numerical', values, init: { byToken: values } },
			...variables,
		],
		stages,
		output: { variable: output },
	};
}

function once(...layers: readonly Layer[]): readonly Stage[] {
	return [{ layers, repeat: 1 }];
}

/** What one head gives on an input of digits. */
function attended(
	input: string,
	head: { value?: string; where: readonly Match[]; combine: Combine; empty?: Empty },
	others: readonly Variable[] = [],
) {
	const { value = 'digit', empty = 'undefined' } = head;
	const kind =
		value === 'number' ? ({ kind: 'numerical' } as const) : ({ kind: 'categorical', values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } as const);
	const output: Variable = { name: 'out', init: anywhere, ...kind };
	const program = digits([...others, output], once({ heads: [{ ...head, value, empty, output: 'out', keep: true }], updates: [] }), 'out');
	return evaluate(program, input.split('')).output;
}

/** What one table or linear map makes of a variable called `x`. */
function updated(input: string, x: Variable, ...updates: readonly Update[]): readonly Value[] {
	return evaluate(digits([x], once({ heads: [], updates }), 'x'), input.split('')).output;
}

describe('a head selects keys', () => {
	test('by the same atom', () => {
		const count = attended('37333', { value: 'number', where: [{ query: 'digit', key: 'digit', test: 'equal' }], combine: 'sum' });
		expect(count).toEqual([12, 7, 12, 12, 12]);
	});

	test('by membership in the set at the query', () => {
		const neighbours: Variable = {
			name: 'accepts',
			kind: 'set',
			members: [1, 2, 3],
			values: [new Set(), new Set([1, 3])],
			init: {
				byToken: [new Set([1, 3]), new Set(), undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined],
			},
		};
		const where = [{ query: 'accepts', key: 'digit', test: 'member' }] as const;
		expect(attended('0132', { value: 'number', where, combine: 'sum' }, [neighbours])).toEqual([4, undefined, undefined, undefined]);
	});

	test('by a table, in which a query that is not listed selects nothing', () => {
		const table = [
			{ query: 1, keys: [2, 3] },
			{ query: 2, keys: [] },
		];
		const where = [{ query: 'digit', key: 'digit', test: table }];
		expect(attended('1234', { value: 'number', where, combine: 'sum' })).toEqual([5, undefined, undefined, undefined]);
	});

	test('by offsets, listed or in a range', () => {
		const sum = (offsets: readonly number[] | { from?: number; to?: number }) =>
			attended('1234', { value: 'number', where: [{ offsets }], combine: 'sum' });
		expect(sum([-1, 2])).toEqual([3, 5, 2, 3]);
		expect(sum({ to: 0 })).toEqual([1, 3, 6, 10]);
		expect(sum({ from: 1, to: 2 })).toEqual([5, 7, 4, undefined]);
		expect(sum({ from: -1 })).toEqual([10, 10, 9, 7]);
		expect(sum({})).toEqual([10, 10, 10, 10]);
	});

	test('by all matches together, and all keys where there is none', () => {
		const same = { query: 'digit', key: 'digit', test: 'equal' } as const;
		expect(attended('2212', { value: 'number', where: [same, { offsets: { to: 0 } }], combine: 'sum' })).toEqual([2, 4, 1, 6]);
		expect(attended('1234', { value: 'number', where: [{ offsets: [-1, 0] }, { offsets: [0, 1] }], combine: 'sum' })).toEqual([1, 2, 3, 4]);
		expect(attended('1234', { value: 'number', where: [], combine: 'sum' })).toEqual([10, 10, 10, 10]);
	});

	test('never by an undefined query or key', () => {
		const some: Variable = {
			name: 'some',
			kind: 'categorical',
			values: [0, 1],
			init: { byToken: [0, 1, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined] },
		};
		const where = [{ query: 'some', key: 'some', test: 'equal' }] as const;
		expect(attended('01223', { where, combine: 'only' }, [some])).toEqual([0, 1, undefined, undefined, undefined]);
	});

	test('telling apart 1, "1" and true', () => {
		const atoms: Variable = {
			name: 'atom',
			kind: 'categorical',
			values: [1, '1', true],
			init: { byToken: [1, '1', true, 1, '1', true, 1, '1', true, 1] },
		};
		expect(attended('012', { where: [{ query: 'atom', key: 'atom', test: 'equal' }], combine: 'only' }, [atoms])).toEqual([0, 1, 2]);
	});
});

describe('a head combines what it selected', () => {
	const all = { where: [] };

	test('only: the one value, undefined for several', () => {
		expect(attended('5', { ...all, combine: 'only' })).toEqual([5]);
		expect(attended('55', { ...all, combine: 'only' })).toEqual([undefined, undefined]);
	});

	test('mean: the sum in position order, divided by the count', () => {
		expect(attended('1246', { value: 'number', ...all, combine: 'mean' })).toEqual([3.25, 3.25, 3.25, 3.25]);
	});

	test('first and last', () => {
		expect(attended('123', { where: [{ offsets: { from: 1 } }], combine: { pick: 'first' } })).toEqual([2, 3, undefined]);
		expect(attended('123', { where: [{ offsets: { from: 1 } }], combine: { pick: 'last' } })).toEqual([3, 3, undefined]);
	});

	test('nearest: the earlier on a tie, itself only when alone', () => {
		const nearest = (offsets: readonly number[]) => attended('12345', { where: [{ offsets }], combine: { pick: 'nearest' } });
		expect(nearest([-2, -1, 0, 1])).toEqual([2, 1, 2, 3, 4]);
		expect(nearest([-2, 0, 1])).toEqual([2, 3, 4, 5, 3]);
		expect(nearest([0])).toEqual([1, 2, 3, 4, 5]);
	});

	test('nothing: undefined, a constant, or what a position holds', () => {
		const nothing = { where: [{ offsets: [9] }], combine: 'only' } as const;
		expect(attended('123', nothing)).toEqual([undefined, undefined, undefined]);
		expect(attended('123', { ...nothing, empty: { constant: 7 } })).toEqual([7, 7, 7]);
		expect(attended('123', { ...nothing, empty: { position: 1 } })).toEqual([2, 2, 2]);
		expect(attended('123', { ...nothing, empty: { position: 3 } })).toEqual([undefined, undefined, undefined]);
	});

	test('leaving undefined numbers out of means and sums, and saying so in the trace', () => {
		const odd: Variable = {
			name: 'odd',
			kind: 'numerical',
			init: { byToken: [undefined, 1, undefined, 3, undefined, 5, undefined, 7, undefined, 9] },
		};
		const head = (output: string, combine: Combine): Head => ({
			output,
			value: 'odd',
			where: [{ offsets: [0, 1] }],
			combine,
			empty: { constant: -1 },
			keep: true,
		});
		const outputs: readonly Variable[] = ['mean', 'sum', 'only'].map((name) => ({ name, kind: 'numerical', init: anywhere }));
		const layer = {
			heads: [head('mean', 'mean'), head('sum', 'sum'), { ...head('only', 'only'), where: [{ offsets: [0] }] }],
			updates: [],
		};
		const { final, trace } = evaluate(digits([odd, ...outputs], once(layer), 'mean'), ['1', '2', '4', '5', '7'], { trace: true });
		expect(final.mean).toEqual([1, -1, 5, 6, 7]);
		expect(final.sum).toEqual([1, -1, 5, 12, 7]);
		expect(final.only).toEqual([1, undefined, undefined, 5, 7]);
		const pairs = [
			[0, 1],
			[1, 1],
			[1, 2],
			[2, 2],
		];
		expect(trace?.layers[0]?.leftOut).toEqual(['mean', 'sum'].flatMap((name) => pairs.map(([query, key]) => ({ head: name, query, key }))));
	});
});

describe('a table', () => {
	const x: Variable = { name: 'x', kind: 'categorical', values: ['low', 'high'], init: anywhere };

	test('changes the variable where a row fires, and nothing elsewhere', () => {
		const rows = [
			{ when: { digit: [0, 1, 2] }, value: 'low' },
			{ when: { digit: [8, 9], x: [undefined] }, value: 'high' },
		];
		expect(updated('0589', x, { reads: ['digit', 'x'], writes: 'x', rows })).toEqual(['low', undefined, 'high', 'high']);
	});

	test('reads undefined only where a row is open or lists it', () => {
		const table = (when: Readonly<Record<string, readonly Value[]>>): Update => ({
			reads: ['x'],
			writes: 'x',
			rows: [{ when, value: 'high' }],
		});
		expect(updated('1', x, table({ x: ['low', 'high'] }))).toEqual([undefined]);
		expect(updated('1', x, table({ x: ['low', undefined] }))).toEqual(['high']);
		expect(updated('1', x, table({}))).toEqual(['high']);
		expect(updated('1', x, table({ x: [] }))).toEqual([undefined]);
	});

	test('may write undefined', () => {
		const defined: Variable = { ...x, init: { constant: 'low' } };
		expect(updated('12', defined, { reads: ['digit'], writes: 'x', rows: [{ when: { digit: [1] }, value: undefined }] })).toEqual([
			undefined,
			'low',
		]);
	});

	test('reads numbers by bucket, a boundary belonging to the lower one', () => {
		const half: Variable = {
			name: 'half',
			kind: 'numerical',
			values: [0, 1, 4],
			init: { byToken: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5] },
		};
		const update: Update = {
			reads: ['half'],
			writes: 'x',
			rows: [
				{ when: { half: [1, 4] }, value: 'high' },
				{ when: { half: [0] }, value: 'low' },
			],
		};
		const middle: Update = { reads: ['half'], writes: 'x', rows: [{ when: { half: [1] }, value: 'high' }] };
		const program = (table: Update) => digits([x, half], once({ heads: [], updates: [table] }), 'x');
		expect(evaluate(program(update), '0129'.split('')).output).toEqual(['low', 'low', 'high', 'high']);
		expect(evaluate(program(middle), '0123456'.split('')).output).toEqual([
			undefined,
			undefined,
			'high',
			'high',
			'high',
			'high',
			undefined,
		]);
	});

	test('reads sets by content', () => {
		const set: Variable = { name: 'set', kind: 'set', members: [1, 2], values: [new Set([1, 2])], init: { constant: new Set([1, 2]) } };
		const update: Update = { reads: ['set'], writes: 'x', rows: [{ when: { set: [new Set([2, 1])] }, value: 'high' }] };
		expect(evaluate(digits([x, set], once({ heads: [], updates: [update] }), 'x'), ['1']).output).toEqual(['high']);
	});
});

test('a linear map is undefined as soon as one read is', () => {
	const some: Variable = { name: 'x', kind: 'numerical', init: { byToken: [0, 1, 2, 3, 4, undefined, 6, 7, 8, 9] } };
	expect(updated('1245', some, { writes: 'x', linear: { number: 2, x: -1 }, bias: 0.5 })).toEqual([1.5, 2.5, 4.5, undefined]);
	expect(updated('12', some, { writes: 'x', linear: {}, bias: 3 })).toEqual([3, 3]);
});

describe('a layer', () => {
	const x: Variable = { name: 'x', kind: 'categorical', values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], init: anywhere };
	const left = (output: string, value: string, keep: boolean): Head => ({
		output,
		value,
		where: [{ offsets: [-1] }],
		combine: 'only',
		empty: 'undefined',
		keep,
	});
	const copy = (from: string, to: string): Update => ({
		reads: [from],
		writes: to,
		rows: Array.from({ length: 10 }, (_, n) => ({ when: { [from]: [n] }, value: n })),
	});

	test('shows its heads the state before it, its updates the state after the heads', () => {
		const variables = ['a', 'b', 'y'].map((name) => ({ ...x, name }));
		const layer = { heads: [left('a', 'digit', true), left('b', 'a', true)], updates: [copy('a', 'x'), copy('x', 'y')] };
		const { final } = evaluate(digits([x, ...variables], once(layer), 'x'), ['1', '2', '3']);
		expect(final.a).toEqual([undefined, 1, 2]);
		expect(final.b).toEqual([undefined, undefined, undefined]);
		expect(final.x).toEqual([undefined, 1, 2]);
		expect(final.y).toEqual([undefined, undefined, undefined]);
	});

	test('erases the outputs it does not keep, and replaces those it does', () => {
		const variables = ['gone', 'kept'].map((name) => ({ ...x, name }));
		const layer = { heads: [left('gone', 'digit', false), left('kept', 'x', true)], updates: [copy('gone', 'x')] };
		const program = digits([x, ...variables], [{ layers: [layer], repeat: 2 }], 'x');
		const { final, trace } = evaluate(program, ['1', '2', '3'], { trace: true });
		expect(final.gone).toEqual([undefined, undefined, undefined]);
		expect(trace?.layers.map((each) => each.afterAttention.gone)).toEqual([
			[undefined, 1, 2],
			[undefined, 1, 2],
		]);
		expect(trace?.layers.map((each) => each.afterUpdates.kept)).toEqual([
			[undefined, undefined, undefined],
			[undefined, undefined, 1],
		]);
	});
});

describe('a run', () => {
	const countdown = digits(
		[],
		[
			{
				repeat: { until: { variable: 'number', equals: 0 } },
				layers: [
					{
						heads: [],
						updates: [{ reads: ['number'], writes: 'number', rows: [1, 2, 3, 4, 5].map((n) => ({ when: { number: [n] }, value: n - 1 })) }],
					},
				],
			},
		],
		'number',
	);

	test('says how many layers it took and whether it halted', () => {
		expect(evaluate(countdown, ['3', '1'])).toMatchObject({ output: [0, 0], layers: 3, halted: true });
		expect(evaluate(countdown, ['9'], { maxLayers: 10 })).toMatchObject({ output: [9], layers: 10, halted: false });
		expect(evaluate(countdown, ['3'], { layers: 2 })).toMatchObject({ output: [1], layers: 2, halted: false });
		expect(evaluate(countdown, ['3'], { layers: 7 })).toMatchObject({ output: [0], layers: 7, halted: true });
	});

	test('on an empty input makes one pass', () => {
		expect(evaluate(countdown, [])).toEqual({ tokens: [], output: [], layers: 1, halted: true, final: { digit: [], number: [] } });
	});

	test('compares a number in a condition exactly, not by bucket', () => {
		const half: Variable = { name: 'half', kind: 'numerical', values: [0, 1], init: { constant: 0.75 } };
		const until = { variable: 'half', equals: 1 };
		expect(evaluate(digits([half], [{ layers: [{ heads: [], updates: [] }], repeat: { until, atMost: 2 } }], 'half'), ['1']).halted).toBe(
			false,
		);
	});

	test('records a trace on request', () => {
		expect(evaluate(countdown, ['1'], { trace: true }).trace).toEqual({
			program: 'digits',
			tokens: ['1'],
			initial: { digit: [1], number: [1] },
			layers: [
				{
					stage: 0,
					pass: 0,
					layer: 0,
					afterAttention: { digit: [1], number: [1] },
					afterUpdates: { digit: [1], number: [0] },
					fired: [{ position: 0, update: 0, row: 0 }],
					leftOut: [],
				},
			],
		});
	});

	test('reads the initial values by position too', () => {
		const x: Variable = { name: 'x', kind: 'categorical', values: ['p', 'q'], init: { byPosition: ['p', 'q', 'p'] } };
		expect(evaluate({ ...digits([x], [], 'x'), positions: 3 }, ['7', '7']).output).toEqual(['p', 'q']);
	});
});

describe('wrong input is refused', () => {
	const program: Program = { ...digits([], [], 'digit'), input: { tokens: ['START', 'one'] }, positions: 3 };

	test('naming every unknown token and the nearest spelling: ALTA2001', () => {
		expect(() => evaluate(program, ['STRAT', 'one', 'x'])).toThrow(
			/ALTA2001: The program has no token "STRAT".*position 0.*Write "START".*"x".*position 2/s,
		);
	});

	test('if it is too long: ALTA2002', () => {
		expect(() => evaluate(program, ['one', 'one', 'one', 'one'])).toThrow('ALTA2002');
	});

	test('if a program names a variable that it does not have: ALTA2005', () => {
		expect(() => evaluate(digits([], [], 'nothing'), ['1'])).toThrow('ALTA2005');
	});
});
