import type { Program, Variable } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInterpreter, interpret } from './create-interpreter.js';
import { evaluate } from './evaluate.js';
import type { RunOptions } from './run.js';

const programs = arbitraryProgram();
const programAndInputs = programs.chain((program) => fc.tuple(fc.constant(program), fc.array(arbitraryInput(program), { maxLength: 4 })));
const layerCounts: fc.Arbitrary<RunOptions> = fc.oneof(
	fc.constant({}),
	fc.record({ layers: fc.nat(7) }),
	fc.record({ maxLayers: fc.nat(7) }),
);

test('gives what the plain evaluator gives, traces and all, input after input', () => {
	fc.assert(
		fc.property(programAndInputs, layerCounts, fc.boolean(), ([program, inputs], budget, trace) => {
			const options = { ...budget, trace };
			fc.pre(budget.layers === undefined || program.stages.filter((stage) => typeof stage.repeat === 'object').length < 2);
			const expected = inputs.map((tokens) => evaluate(program, tokens, options));
			expect(createInterpreter(program).runBatch(inputs, options)).toEqual(expected);
		}),
		{ numRuns: 800 },
	);
});

describe('an interpreter', () => {
	const letters = ['a', 'b', 'c'];
	const program: Program = {
		format: 'alta-program/1',
		name: 'left-neighbour',
		input: { tokens: letters },
		positions: 500,
		variables: [
			{ name: 'token', kind: 'categorical', values: letters, init: { byToken: letters } },
			{ name: 'left', kind: 'categorical', values: letters, init: { constant: undefined } },
		],
		stages: [
			{
				repeat: 1,
				layers: [
					{
						heads: [{ output: 'left', value: 'token', where: [{ offsets: [-1] }], combine: 'only', empty: 'undefined', keep: true }],
						updates: [],
					},
				],
			},
		],
		output: { variable: 'left' },
	};

	test('keeps its runs apart, also when a longer input makes it grow', () => {
		const { run } = createInterpreter(program);
		const short = run(['a', 'b']);
		const long = Array.from({ length: 500 }, (_, position) => letters[position % 3] ?? 'a');
		expect(run(long).output).toEqual([undefined, ...long.slice(0, -1)]);
		expect(run(['c']).output).toEqual([undefined]);
		expect(short).toEqual({
			tokens: ['a', 'b'],
			output: [undefined, 'a'],
			layers: 1,
			halted: true,
			final: { token: ['a', 'b'], left: [undefined, 'a'] },
		});
	});

	test('refuses what the plain evaluator refuses, and goes on', () => {
		const { run } = createInterpreter(program);
		const bad: readonly (readonly [string, readonly string[], RunOptions?])[] = [
			['ALTA2001', ['a', 'z']],
			['ALTA2002', Array(501).fill('a')],
			['ALTA2003', ['a'], { layers: 0.5 }],
		];
		for (const [code, tokens, options] of bad) {
			expect(() => run(tokens, options)).toThrow(code);
			expect(() => evaluate(program, tokens, options)).toThrow(code);
		}
		expect(run(['b', 'a']).output).toEqual([undefined, 'b']);
		expect(() => run(JSON.parse('[1]'))).toThrow('The program has no token 1.');
		expect(() => createInterpreter(JSON.parse('{"program":{}}'))).toThrow('ALTA1001');
	});

	test('refuses a program that is not valid: ALTA2005', () => {
		expect(() => createInterpreter({ ...program, output: { variable: 'right' } })).toThrow('ALTA2005');
		const initial: Variable = { name: 'left', kind: 'categorical', values: letters, init: { constant: 'x' } };
		expect(() => createInterpreter({ ...program, variables: [initial] })).toThrow(/ALTA2005: The variable "left" cannot hold "x"/);
	});

	test('is made and used at once by interpret', () => {
		expect(interpret(program, ['a', 'b'], { trace: true })).toEqual(evaluate(program, ['a', 'b'], { trace: true }));
	});

	test('tells numbers apart that have no other between them', () => {
		const [a, b] = [1 + Number.EPSILON, 1 + 2 * Number.EPSILON];
		const close: Program = {
			...program,
			variables: [
				...program.variables,
				{ name: 'close', kind: 'numerical', values: [0, a, b, 9], init: { byToken: [b, 2] } },
				{ name: 'seen', kind: 'categorical', values: ['a', 'b'], init: { constant: undefined } },
			],
			stages: [
				{
					repeat: 1,
					layers: [
						{
							heads: [],
							updates: [
								{
									reads: ['close'],
									writes: 'seen',
									rows: [
										{ when: { close: [a] }, value: 'a' },
										{ when: { close: [b] }, value: 'b' },
									],
								},
							],
						},
					],
				},
			],
			output: { variable: 'seen' },
		};
		expect(evaluate(close, ['a', 'b']).output).toEqual(['a', 'b']);
		expect(interpret(close, ['a', 'b'])).toEqual(evaluate(close, ['a', 'b']));
	});

	test('is not led astray by names that objects have from birth', () => {
		const [token, left] = program.variables;
		if (token === undefined || left === undefined) throw new Error('The program has two variables.');
		const strange: Program = {
			...program,
			variables: [
				{ ...token, name: 'constructor' },
				{ ...left, name: 'toString' },
				{ ...token, name: 'valueOf' },
			],
			stages: [
				{
					repeat: 1,
					layers: [
						{
							heads: [],
							updates: [{ reads: ['constructor', 'toString'], writes: 'valueOf', rows: [{ when: { constructor: ['a'] }, value: 'c' }] }],
						},
					],
				},
			],
			output: { variable: 'valueOf' },
		};
		expect(evaluate(strange, ['a', 'b']).output).toEqual(['c', 'b']);
		expect(interpret(strange, ['a', 'b'])).toEqual(evaluate(strange, ['a', 'b']));
	});
});
