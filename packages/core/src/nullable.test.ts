import { expect, test } from 'vitest';
import { nullableVariables } from './nullable.js';
import { type Init, type Layer, PROGRAM_FORMAT, type Program, type Update, type Variable } from './program.js';

const bit = (name: string, init: Init): Variable => ({ name, kind: 'categorical', values: [0, 1], init });
const number = (name: string, init: Init): Variable => ({ name, kind: 'numerical', init });

function program(variables: readonly Variable[], layers: readonly Layer[]): Program {
	return {
		format: PROGRAM_FORMAT,
		name: 'test',
		input: { tokens: ['a', 'b'] },
		variables,
		stages: [{ layers, repeat: 1 }],
		output: { variable: 'a' },
	};
}

const updates = (...list: Update[]): Layer => ({ heads: [], updates: list });

test('an initial value that is undefined makes a variable nullable, in every form of initialisation', () => {
	const found = nullableVariables(
		program(
			[
				bit('constant', { constant: undefined }),
				bit('token', { byToken: [0, undefined] }),
				bit('position', { byPosition: [undefined, 1] }),
				bit('defined', { byToken: [0, 1] }),
			],
			[],
		),
	);
	expect(found).toEqual(new Set(['constant', 'token', 'position']));
});

test('the outputs of heads are nullable, kept or not', () => {
	const head = { value: 'a', where: [], combine: 'only', empty: { constant: 0 } } as const;
	const found = nullableVariables(
		program(
			[bit('a', { constant: 0 }), bit('kept', { constant: 0 }), bit('transient', { constant: undefined })],
			[
				{
					heads: [
						{ ...head, output: 'kept', keep: true },
						{ ...head, output: 'transient', keep: false },
					],
					updates: [],
				},
			],
		),
	);
	expect(found).toEqual(new Set(['kept', 'transient']));
});

test('a row that writes undefined makes a variable nullable, and linear maps carry it on, in any order of layers', () => {
	const found = nullableVariables(
		program(
			[
				number('a', { constant: 0 }),
				number('b', { constant: 0 }),
				number('c', { constant: 0 }),
				number('d', { constant: 0 }),
				bit('bit', { constant: 0 }),
			],
			[
				updates({ writes: 'c', linear: { b: 1 }, bias: 0 }),
				updates({ writes: 'b', linear: { a: 0 }, bias: 1 }, { writes: 'd', linear: { d: 2 }, bias: 1 }),
				updates({ reads: ['bit'], writes: 'a', rows: [{ when: { bit: [1] }, value: undefined }] }),
			],
		),
	);
	expect(found).toEqual(new Set(['a', 'b', 'c']));
});

test('a row that waits for undefined in a variable that is always defined cannot fire', () => {
	const row = (when: Record<string, readonly (0 | 1 | undefined)[]>) =>
		updates({ reads: ['b'], writes: 'a', rows: [{ when, value: undefined }] });
	const variables = [bit('a', { constant: 0 }), bit('b', { constant: 0 }), bit('gap', { constant: undefined })];
	expect(nullableVariables(program(variables, [row({ b: [undefined] })]))).toEqual(new Set(['gap']));
	expect(nullableVariables(program(variables, [row({ b: [] })]))).toEqual(new Set(['gap']));
	expect(nullableVariables(program(variables, [row({ b: [1, undefined] })]))).toEqual(new Set(['gap', 'a']));
	expect(nullableVariables(program(variables, [row({ gap: [undefined] })]))).toEqual(new Set(['gap', 'a']));
});
