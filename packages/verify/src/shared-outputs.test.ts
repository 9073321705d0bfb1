import { compile } from '@alta-ts/compiler';
import { type Head, PROGRAM_FORMAT, type Program, type Stage, type Variable } from '@alta-ts/core';
import { createReferenceBackend } from '@alta-ts/tensor';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const undefinedAtFirst = { init: { constant: undefined } } as const;

function head(output: string, value: string, facts: Partial<Head>): Head {
	return { output, value, where: [], combine: 'only', empty: 'undefined', keep: true, ...facts };
}

/** Symbols and numbers that heads of two stages write one after the other: with one key for sure, with several, or with none. */
function program(keep: boolean): Program {
	const letter: Variable = { name: 'letter', kind: 'categorical', values: [1, 2, 8, 9, 10], init: { byToken: [1, 2, 8] } };
	const other: Variable = { name: 'other', kind: 'categorical', values: [1, 2, 8, 9, 10], init: { byToken: [10, 8, 9] } };
	const number: Variable = { name: 'number', kind: 'numerical', init: { byToken: [1, 0.1, 3] } };
	const stage = (heads: readonly Head[]): Stage => ({
		repeat: 1,
		layers: [{ heads, updates: [{ reads: ['found'], writes: 'seen', rows: [{ when: { found: [8, 9] }, value: true }] }] }],
	});
	const equal = { query: 'letter', key: 'letter', test: 'equal' } as const;
	return {
		format: PROGRAM_FORMAT,
		name: 'shared-outputs',
		input: { tokens: ['a', 'b', 'c'] },
		positions: 6,
		variables: [
			letter,
			other,
			number,
			{ name: 'found', kind: 'categorical', values: [1, 2, 8, 9, 10], ...undefinedAtFirst },
			{ name: 'amount', kind: 'numerical', ...undefinedAtFirst },
			{ name: 'seen', kind: 'categorical', values: [false, true], init: { constant: false } },
		],
		stages: [
			stage([head('found', 'letter', { where: [equal], keep }), head('amount', 'number', { where: [{ offsets: [-1] }] })]),
			stage([head('found', 'other', { where: [{ offsets: [1] }], keep }), head('amount', 'number', { where: [equal], combine: 'mean' })]),
			stage([
				head('found', 'letter', { where: [{ offsets: [-2] }], empty: { constant: 9 }, keep }),
				head('amount', 'number', { combine: 'sum', empty: { constant: 0 } }),
			]),
		],
		output: { variable: 'seen' },
	};
}

const inputs = ['a', 'abc', 'aabb', 'cbacba', 'cccccc', 'bcbc'].map((letters) => [...letters]);

describe.each([true, false])('outputs that heads of several layers write, kept: %s', (keep) => {
	it.each([
		{},
		{ target: 'standard' },
		{ without: ['liveness', 'ordinals', 'simplify', 'reachability'] },
		{ target: 'standard', without: ['ordinals'] },
	] as const)('hold what the last of them gave, through weights: %j', async (options) => {
		const source = program(keep);
		const { first } = await verify(source, compile(source, options), inputs, { backend: createReferenceBackend() });
		expect(first).toBeNull();
	});
});
