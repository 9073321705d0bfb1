import type { Head, Layer, Program, Variable } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { uniformVariables } from './uniform.js';

/** A categorical variable that is 0 everywhere, unless it starts otherwise. */
function variable(name: string, init: Variable['init'] = { constant: 0 }): Variable {
	return { name, kind: 'categorical', values: [0, 1], init };
}

function uniformOf(variables: readonly Variable[], ...layers: readonly Layer[]): readonly string[] {
	const program: Program = {
		format: 'alta-program/1',
		name: 'uniform',
		input: { tokens: ['a', 'b'] },
		variables,
		stages: [{ layers, repeat: 1 }],
		output: { variable: 'x' },
	};
	return [...uniformVariables(program)].sort();
}

const perToken = variable('token', { byToken: [0, 1] });
const output = variable('y', { constant: undefined });
const head: Head = { output: 'y', value: 'token', where: [], combine: 'only', empty: 'undefined', keep: true };

describe('a variable is uniform', () => {
	test('if it starts the same everywhere', () => {
		const same = variable('same', { byToken: [1, 1] });
		const perPosition = variable('p', { byPosition: [0, 1] });
		expect(uniformOf([variable('x'), perToken, same, perPosition])).toEqual(['same', 'x']);
	});

	test('unless something that is not uniform decides how it changes, however indirectly', () => {
		const copy = (from: string, to: string) => ({ reads: [from], writes: to, rows: [{ when: { [from]: [1] }, value: 1 }] });
		const layer = {
			heads: [],
			updates: [copy('token', 'w'), copy('w', 'x'), { reads: ['token'], writes: 'z', rows: [{ when: {}, value: 1 }] }],
		};
		expect(uniformOf([variable('x'), variable('w'), variable('z'), perToken], layer)).toEqual(['z']);
		expect(uniformOf([variable('x'), perToken], { heads: [], updates: [{ writes: 'x', linear: { token: 1 }, bias: 0 }] })).toEqual([]);
	});

	test('if a head selects the same keys for every query, whatever they hold', () => {
		const by = (...where: Head['where']) => uniformOf([variable('x'), perToken, output], { heads: [{ ...head, where }], updates: [] });
		expect(by()).toEqual(['x', 'y']);
		expect(by({ query: 'x', key: 'token', test: 'equal' })).toEqual(['x', 'y']);
		expect(by({ query: 'token', key: 'x', test: 'equal' })).toEqual(['x']);
		expect(by({ query: 'x', key: 'token', test: 'equal' }, { offsets: [-1] })).toEqual(['x']);
	});

	test('unless the head picks the key nearest to the query', () => {
		const picking = (pick: 'first' | 'nearest') => uniformOf([perToken, output], { heads: [{ ...head, combine: { pick } }], updates: [] });
		expect(picking('first')).toEqual(['y']);
		expect(picking('nearest')).toEqual([]);
	});
});
