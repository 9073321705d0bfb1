import type { Head, Layer, Program, Value, Variable } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { interpret } from '../create-interpreter.js';
import { evaluate } from '../evaluate.js';

const bits: Variable['init'] = { byToken: [0, 0, 1, 1] };
const lowBit: Variable['init'] = { byToken: [0, 1, 0, 1] };

function bit(name: string, init: Variable['init']): Variable {
	return { name, kind: 'categorical', values: [0, 1], init };
}

const count: Variable = { name: 'count', kind: 'numerical', init: { constant: undefined } };
const one: Variable = { name: 'one', kind: 'numerical', init: { constant: 1 } };

/** The output of a program over the digits 0 to 3, on which both evaluators agree. */
function outputOf(input: string, variables: readonly Variable[], output: string, repeat: number, layer: Layer): readonly Value[] {
	const program: Program = {
		format: 'alta-program/1',
		name: 'shortcuts',
		input: { tokens: ['0', '1', '2', '3'] },
		variables,
		stages: [{ layers: [layer], repeat }],
		output: { variable: output },
	};
	const run = interpret(program, input.split(''));
	expect(run).toEqual(evaluate(program, input.split('')));
	return run.output;
}

/** Counts the keys that are selected. */
function counting(...where: Head['where']): Head {
	return { output: 'count', value: 'one', where, combine: 'sum', empty: { constant: 0 }, keep: true };
}

describe('the fast evaluator takes no shortcut', () => {
	test('past a key that has changed since it was last looked up', () => {
		const flip = [
			{ when: { x: [0] }, value: 1 },
			{ when: { x: [1] }, value: 0 },
		];
		const layer = {
			heads: [counting({ query: 'low', key: 'x', test: 'equal' })],
			updates: [{ reads: ['x'], writes: 'x', rows: flip }],
		};
		const variables = [bit('x', bits), bit('low', lowBit), one, count];
		expect(outputOf('0013', variables, 'count', 1, layer)).toEqual([3, 3, 1, 1]);
		expect(outputOf('0013', variables, 'count', 2, layer)).toEqual([1, 1, 3, 3]);
	});

	test('past a second match', () => {
		const layer = {
			heads: [counting({ query: 'high', key: 'high', test: 'equal' }, { query: 'low', key: 'low', test: 'equal' })],
			updates: [],
		};
		expect(outputOf('01123', [bit('high', bits), bit('low', lowBit), one, count], 'count', 1, layer)).toEqual([1, 2, 2, 1, 1]);
	});

	test('from one variable to another, where two rows share a list of values', () => {
		const shared: readonly Value[] = [0];
		const reversed: Variable = { name: 'reversed', kind: 'categorical', values: [1, 0], init: lowBit };
		const layer = {
			heads: [],
			updates: [{ reads: ['high', 'reversed'], writes: 'x', rows: [{ when: { high: shared, reversed: shared }, value: 1 }] }],
		};
		const variables = [bit('high', bits), reversed, bit('x', { constant: 0 })];
		expect(outputOf('0123', variables, 'x', 1, layer)).toEqual([1, 0, 0, 0]);
	});

	test('from one row to another, where rows agree on the first read and part on the second', () => {
		const rows = [
			{ when: { high: [0], low: [0] }, value: 1 },
			{ when: { high: [0], low: [1] }, value: 0 },
			{ when: { high: [1] }, value: undefined },
		];
		const layer = { heads: [], updates: [{ reads: ['high', 'low'], writes: 'x', rows }] };
		expect(outputOf('0123', [bit('high', bits), bit('low', lowBit), bit('x', { constant: 0 })], 'x', 1, layer)).toEqual([
			1,
			0,
			undefined,
			undefined,
		]);
	});

	test('past a position, where only some positions make a row fire', () => {
		const positions: Variable = { name: 'position', kind: 'categorical', values: [0, 1, 2, 3, 4], init: { byPosition: [0, 1, 2, 1, 1] } };
		const rows = [
			{ when: { position: [1], low: [1] }, value: 1 },
			{ when: { position: [1], low: [0] }, value: undefined },
			{ when: { position: [4], low: [0, 1] }, value: 1 },
		];
		const layer = { heads: [], updates: [{ reads: ['position', 'low'], writes: 'x', rows }] };
		const variables = [positions, bit('low', lowBit), bit('x', { constant: 0 })];
		expect(outputOf('00011', variables, 'x', 2, layer)).toEqual([0, undefined, 0, 1, 1]);
		expect(outputOf('', variables, 'x', 1, layer)).toEqual([]);
	});
});
