import type { Program, Stage, Update, Value, Variable } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { errorAt } from './numeric-error.js';
import { numericFacts } from './numeric-facts.js';
import { powerOfTwo, precisionOf } from './precision.js';

function number(name: string, ...byToken: readonly Value[]): Variable {
	return { name, kind: 'numerical', init: { byToken } };
}

function program(variables: readonly Variable[], ...stages: readonly Stage[]): Program {
	const tokens = ['a', 'b'];
	return { format: 'alta-program/1', name: 'facts', input: { tokens }, variables, stages, output: { variable: 'x' } };
}

function loop(repeat: Stage['repeat'], ...updates: readonly Update[]): Stage {
	return { repeat, layers: [{ heads: [], updates }] };
}

const plusOne: Update = { writes: 'x', linear: { x: 1 }, bias: 1 };

describe('the error of a number', () => {
	const errorOf = (source: Program, name: string, length: number): number => {
		const fact = numericFacts(source, precisionOf('f32'), length).facts.get(name);
		return fact === undefined ? Number.NaN : errorAt(fact, 0);
	};

	it('of a mean is absolute where signs are mixed, since what is left after cancelling can be anything', () => {
		const mean = (low: number, high: number): Program =>
			program([number('x', low, high), { ...number('y'), init: { constant: undefined } }], {
				repeat: 1,
				layers: [{ heads: [{ output: 'y', value: 'x', where: [], combine: 'mean', empty: 'undefined', keep: true }], updates: [] }],
			});
		expect(errorOf(mean(-1000.1, 1000.2), 'y', 3)).toBeGreaterThan(1e-4);
		expect(errorOf(mean(0.1, 1000.2), 'y', 3)).toBeLessThan(errorOf(mean(-1000.1, 1000.2), 'y', 3));
	});

	it('comes to an end where a head selects nothing of a number without bound', () => {
		const nothing = { output: 'y', value: 'x', where: [{ offsets: [] }], combine: 'sum', empty: 'undefined', keep: true } as const;
		const source = program([number('x', 0, 1), { ...number('y'), init: { constant: undefined } }], {
			repeat: { until: { variable: 'x', equals: 7 } },
			layers: [{ heads: [nothing], updates: [{ writes: 'x', linear: { x: 2 }, bias: 1 }] }],
		});
		expect(numericFacts(source, precisionOf('f32'), 8).facts.has('y')).toBe(true);
	});

	it('counts how large the number gets at any time, because weights have one scale', () => {
		const double: Update = { writes: 'x', linear: { y: 2 }, bias: 1 };
		const copy: Update = { writes: 'y', linear: { x: 1 }, bias: 0 };
		const source = program([number('x', 0, 1), number('y', 0, 1)], loop(60, double, copy));
		expect(errorOf(source, 'x', 1)).toBeGreaterThan(2 ** 15);
	});

	it('of an output that is replaced is that of the largest one', () => {
		const kept = (repeat: number): Program =>
			program([number('x', 1e6, 0.1), { ...number('y'), init: { constant: undefined } }], {
				repeat,
				layers: [
					{ heads: [{ output: 'y', value: 'x', where: [{ offsets: [1] }], combine: 'only', empty: 'undefined', keep: true }], updates: [] },
				],
			});
		const later = loop(1, { reads: [], writes: 'x', rows: [] });
		expect(errorOf(kept(2), 'y', 3)).toBeGreaterThan(0.1);
		const once = kept(1);
		expect(errorOf({ ...once, stages: [...once.stages, later] }, 'y', 3)).toBe(0);
	});
});

describe('loops', () => {
	it('are followed to their end where they have one', () => {
		expect(compile(program([number('x', 0, 0)], loop(100, plusOne))).certificate?.maxLength).toBeNull();
	});

	it('come to an end although errors and numbers grow without bound', () => {
		const until = { variable: 'x', equals: 100 };
		const grow: Update = { writes: 'x', linear: { x: 0.5, y: 1 }, bias: -1.5 };
		const endless = program(
			[number('x', 1, 100), number('y', 0.1, 0)],
			loop({ until }, grow, { writes: 'y', linear: { x: 0.1, y: 0 }, bias: 0 }),
		);
		expect(() => compile(endless)).toThrow('ALTA4004');
		const huge = program(
			[number('x', 1e10, 100), number('y', 2 ** -30, 0)],
			loop({ until }, { writes: 'x', linear: { x: -2, y: 1 }, bias: 0 }),
		);
		expect(() => compile(huge)).toThrow('ALTA4004');
	});

	it('ALTA4004: rounding that adds up for ever', () => {
		const turn: readonly Update[] = [
			{ writes: 'x', linear: { y: 1 }, bias: 0 },
			{ writes: 'y', linear: { x: -1 }, bias: 0 },
		];
		const source = program([number('x', 0.1, 3), number('y', 0.7, 0)], loop({ until: { variable: 'x', equals: 3 } }, ...turn));
		expect(() => compile(source)).toThrow('no bound');
	});
});

describe('runs of more layers than the program declares', () => {
	const beyond = (source: Program): boolean =>
		(compile(source).certificate?.conditions ?? []).includes('the run has no more layers than the program declares');

	it('are left out of the guarantee where numbers would outgrow their scale', () => {
		expect(beyond(program([number('x', 0, 0)], loop(3, plusOne)))).toBe(true);
		expect(beyond(program([number('x', 0, 0)], loop({ until: { variable: 'x', equals: 2 }, atMost: 3 }, plusOne)))).toBe(true);
	});

	it('are in it where numbers stay what they are', () => {
		expect(beyond(program([number('x', 0, 0.1)], loop(3, { writes: 'x', linear: {}, bias: 0.5 })))).toBe(false);
		expect(beyond(program([number('x', 0, 0)], loop(1, plusOne), loop(1, { reads: [], writes: 'x', rows: [] })))).toBe(false);
	});
});

describe('the range of numbers', () => {
	it('ALTA4007: a number that the dtype cannot hold, wherever it stands', () => {
		const linear = (bias: number): Program => program([number('x', 0, 0)], loop(1, { writes: 'x', linear: {}, bias }));
		expect(() => compile(linear(1e39))).toThrow('The number 1e+39 is outside the range of f32');
		expect(() => compile(linear(1e-30))).toThrow('outside the range of f32');
		expect(compile(linear(1e39), { dtype: 'f64' }).certificate?.dtype).toBe('f64');
		expect(() => compile(program([number('x', 0, 1e308)]), { dtype: 'f64' })).toThrow('outside the range of f64');
		const doubling = loop(70, { writes: 'x', linear: { x: 2 }, bias: 0 });
		expect(() => compile(program([number('x', 0, 1)], doubling))).toThrow('outside the range of f32');
	});

	it('has scales as small as the numbers are', () => {
		expect([1e-3, 0.5, 1, 1.5, 300].map(powerOfTwo)).toEqual([2 ** -9, 0.5, 1, 2, 512]);
	});
});

describe('read-outs', () => {
	it('are guaranteed where logits differ by more than the errors of the numbers they add up', () => {
		const distance = (...numbers: readonly number[]): number => {
			const source: Program = {
				...program([number('x', ...numbers)], loop(1, { reads: [], writes: 'x', rows: [] })),
				output: { classes: ['no', 'yes'], bias: [0, 1], terms: [{ variable: 'x', weights: [1, -1] }], pool: 'none' },
			};
			return Number(/differ by more than (\S+)$/.exec(compile(source).certificate?.conditions.join(' ') ?? '')?.[1]);
		};
		expect(distance(0.1, 1)).toBeLessThan(1e-5);
		expect(distance(0.1, 1e6)).toBeGreaterThan(0.1);
	});
});
