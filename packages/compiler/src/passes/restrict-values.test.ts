import { PROGRAM_FORMAT, type Program, type Value, type Variable, validateProgram } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { restrictValues } from './restrict-values.js';

const program: Program = {
	format: PROGRAM_FORMAT,
	name: 'letters',
	input: { tokens: ['a', 'b', 'c'] },
	variables: [
		{ name: 'letter', kind: 'categorical', values: ['a', 'b', 'c'], init: { byToken: ['a', 'b', 'c'] } },
		{ name: 'seen', kind: 'set', members: [1, 2, 3], values: [new Set([1]), new Set([2, 3])], init: { constant: new Set([1]) } },
		{ name: 'size', kind: 'numerical', values: [0, 1, 2], init: { constant: 2 } },
		{ name: 'near', kind: 'categorical', values: ['c', 'b', 'a', 'z'], init: { constant: undefined } },
	],
	stages: [
		{
			layers: [
				{
					heads: [
						{
							output: 'near',
							value: 'letter',
							where: [
								{
									query: 'letter',
									key: 'letter',
									test: [
										{ query: 'a', keys: ['b', 'c'] },
										{ query: 'b', keys: ['b'] },
									],
								},
							],
							combine: { pick: 'first' },
							empty: 'undefined',
							keep: false,
						},
					],
					updates: [
						{
							reads: ['letter', 'near'],
							writes: 'letter',
							rows: [
								{ when: { letter: ['a', 'b'] }, value: 'c' },
								{ when: { letter: ['c'], near: ['b'] }, value: 'a' },
								{ when: { letter: ['c'], near: ['a', 'c'] }, value: 'b' },
							],
						},
					],
				},
			],
			repeat: 2,
		},
	],
	output: {
		classes: [0, 1],
		bias: [0, 0],
		terms: ['a', 'b'].map((value) => ({ variable: 'letter', value, weights: [0, 1] })),
		pool: 'none',
	},
};

const without =
	(...gone: readonly (readonly [name: string, value: Value])[]) =>
	({ name }: Variable, value: Value): boolean =>
		!gone.some(([variable, each]) => variable === name && each === value);

describe('restrictValues', () => {
	it('takes a value from everything that names it', () => {
		const restricted = restrictValues(program, without(['letter', 'b'], ['near', 'b'], ['near', 'z']));
		expect(validateProgram(restricted).filter(({ severity }) => severity === 'error')).toEqual([]);
		expect(restricted.variables).toMatchObject([
			{ values: ['a', 'c'], init: { byToken: ['a', undefined, 'c'] } },
			{ members: [1, 2, 3] },
			{ values: [0, 1, 2] },
			{ values: ['c', 'a'] },
		]);
		const [layer] = restricted.stages[0]?.layers ?? [];
		expect(layer?.heads[0]?.where).toEqual([{ query: 'letter', key: 'letter', test: [{ query: 'a', keys: ['c'] }] }]);
		expect(layer?.updates).toMatchObject([{ rows: [{ when: { letter: ['a'] }, value: 'c' }] }]);
		expect(restricted.output).toMatchObject({ terms: [{ value: 'a' }] });
	});

	it('keeps members of the sets that remain only', () => {
		const restricted = restrictValues(program, ({ name }, value) => name !== 'seen' || (typeof value === 'object' && value.has(1)));
		expect(restricted.variables[1]).toMatchObject({ members: [1], values: [new Set([1])] });
	});

	it('lets outputs of heads keep what they are handed', () => {
		const restricted = restrictValues(program, ({ name }) => name !== 'near');
		expect(restricted.variables[3]).toMatchObject({ values: ['c', 'b', 'a'] });
	});

	it('leaves every variable a value, and the buckets of numbers', () => {
		const restricted = restrictValues(program, () => false);
		expect(restricted.variables.map(({ values }) => values?.length)).toEqual([1, 1, 3, 2]);
	});

	it('keeps what a stage waits for', () => {
		const stages = program.stages.map((stage) => ({ ...stage, repeat: { until: { variable: 'letter', equals: 'b' } } }));
		const restricted = restrictValues({ ...program, stages }, ({ name }) => name !== 'letter');
		expect(restricted.variables[0]).toMatchObject({ values: ['b'] });
	});
});
