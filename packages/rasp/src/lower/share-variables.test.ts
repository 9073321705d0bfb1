import type { Head, Layer, Row, TableUpdate, Update, Variable } from '@alta-ts/core';
import { expect, test } from 'vitest';
import { shareVariables } from './share-variables.js';

function symbol(name: string, values: readonly string[] = ['a', 'b']): Variable {
	return { name, kind: 'categorical', values, init: { constant: undefined } };
}

function left(output: string, value: string, facts: Partial<Head> = {}): Head {
	return { output, value, where: [{ offsets: [-1] }], combine: 'only', empty: 'undefined', keep: true, ...facts };
}

function copy(writes: string, from: string): TableUpdate {
	return { writes, reads: [from], rows: [{ when: { [from]: ['a'] }, value: 'a' }] };
}

const token: Variable = { ...symbol('token'), init: { byToken: ['a', 'b'] } };
const none: ReadonlyMap<Update, readonly Row[]> = new Map();

function shared(variables: readonly Variable[], layers: readonly Layer[], erasing = none) {
	return shareVariables([token, ...variables], layers, { answer: 'answer', erasing });
}

test('a chain of heads takes one variable, and the answer one of its own', () => {
	const { variables, layers } = shared(
		[symbol('x'), symbol('y'), symbol('z'), symbol('answer')],
		[
			{ heads: [left('x', 'token')], updates: [] },
			{ heads: [left('y', 'x')], updates: [] },
			{ heads: [left('z', 'y')], updates: [] },
			{ heads: [left('answer', 'z')], updates: [] },
		],
	);
	expect(variables.map(({ name }) => name)).toEqual(['token', 'x', 'answer']);
	expect(layers.map(({ heads: [head] }) => [head?.value, head?.output])).toEqual([
		['token', 'x'],
		['x', 'x'],
		['x', 'x'],
		['x', 'answer'],
	]);
});

test('what is read later stays', () => {
	const { variables } = shared(
		[symbol('x'), symbol('y'), symbol('answer')],
		[
			{ heads: [left('x', 'token')], updates: [] },
			{ heads: [left('y', 'x')], updates: [copy('answer', 'x')] },
			{ heads: [], updates: [copy('answer', 'y')] },
		],
	);
	expect(variables.map(({ name }) => name)).toEqual(['token', 'x', 'y', 'answer']);
});

test('other symbols, fractions, other ways to combine, and outputs that are erased are not shared with what is kept', () => {
	const number: Variable = { name: 'number', kind: 'numerical', values: [0, 0.5, 1], init: { constant: undefined } };
	const { variables } = shared(
		[symbol('x'), symbol('other', ['a', 'b', 'c']), number, symbol('first'), symbol('erased'), symbol('answer')],
		[
			{ heads: [left('x', 'token')], updates: [] },
			{
				heads: [
					left('other', 'x'),
					left('number', 'x'),
					left('first', 'x', { combine: { pick: 'first' } }),
					left('erased', 'x', { keep: false }),
				],
				updates: [copy('answer', 'erased')],
			},
		],
	);
	expect(variables).toHaveLength(7);
});

test('counts of the same whole numbers are shared', () => {
	const count = (name: string): Variable => ({ name, kind: 'numerical', values: [0, 1, 2], init: { constant: undefined } });
	const { variables } = shared(
		[count('x'), count('y'), symbol('p'), symbol('answer')],
		[
			{ heads: [left('x', 'token', { combine: 'sum', keep: false })], updates: [copy('p', 'x')] },
			{ heads: [left('y', 'p', { combine: 'sum', keep: false })], updates: [copy('answer', 'y')] },
		],
	);
	expect(variables.map(({ name }) => name)).toEqual(['token', 'x', 'p', 'answer']);
});

test('a table that writes over something writes undefined, too', () => {
	const [first, second] = [copy('x', 'token'), copy('y', 'x')];
	const erased: Row = { when: { x: ['b'] }, value: undefined };
	const { variables, layers } = shared(
		[symbol('x'), symbol('y'), symbol('answer')],
		[
			{ heads: [], updates: [first] },
			{ heads: [], updates: [second] },
			{ heads: [left('answer', 'y')], updates: [] },
		],
		new Map([
			[first, [{ when: { token: ['b'] }, value: undefined }]],
			[second, [erased]],
		]),
	);
	expect(variables.map(({ name }) => name)).toEqual(['token', 'x', 'answer']);
	expect(layers.flatMap(({ updates }) => updates)).toEqual([first, { ...copy('x', 'x'), rows: [...copy('x', 'x').rows, erased] }]);
});
