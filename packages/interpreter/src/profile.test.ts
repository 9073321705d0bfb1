import { domainOf, type Program, type Value } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInterpreter } from './create-interpreter.js';
import { profile } from './profile.js';

/** Counts down to zero and then waits. */
const countdown: Program = {
	format: 'alta-program/1',
	name: 'countdown',
	input: { tokens: ['1', '2', '3'] },
	variables: [
		{ name: 'left', kind: 'categorical', values: [0, 1, 2, 3], init: { byToken: [1, 2, 3] } },
		{ name: 'waits', kind: 'categorical', values: [false, true], init: { constant: false } },
		{ name: 'next', kind: 'categorical', values: [0, 1, 2, 3], init: { constant: undefined } },
	],
	stages: [
		{
			repeat: { until: { variable: 'left', equals: 0 } },
			layers: [
				{
					heads: [{ output: 'next', value: 'left', where: [{ offsets: [1] }], combine: 'only', empty: 'undefined', keep: false }],
					updates: [
						{ reads: ['left'], writes: 'left', rows: [1, 2, 3].map((value) => ({ when: { left: [value] }, value: value - 1 })) },
						{ reads: ['left'], writes: 'waits', rows: [{ when: { left: [0] }, value: true }] },
					],
				},
			],
		},
	],
	output: { variable: 'left' },
};

describe('profile', () => {
	test('notes values and rows, those of the halted state included', () => {
		const noted = profile(countdown, [['2'], ['1']]);
		expect(noted).toMatchObject({ inputs: 2, unfinished: 0 });
		expect(Object.fromEntries(noted.values)).toEqual({ left: [0, 1, 2], waits: [false, true], next: [undefined] });
		expect(noted.fired).toEqual([[[new Set([0, 1]), new Set([0])]]]);
		expect(profile(countdown, [['2', '2']]).values.get('next')).toEqual([0, 1, 2, undefined]);
	});

	test('tells inputs apart by their digest', () => {
		const digests = [[['1', '2']], [['1'], ['2']], [['2', '1']], []].map((inputs) => profile(countdown, inputs).digest);
		expect(new Set(digests).size).toBe(4);
		expect(profile(countdown, [['1', '2']]).digest).toBe(digests[0]);
		for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{8}$/);
	});

	test('counts runs that were cut short', () => {
		expect(profile(countdown, [['3'], ['1']], { maxLayers: 2 }).unfinished).toBe(1);
	});

	test('has every value of every state, up to the last one', () => {
		const cases = arbitraryProgram().chain((program) =>
			fc.tuple(fc.constant(program), fc.array(arbitraryInput(program), { maxLength: 3 })),
		);
		fc.assert(
			fc.property(cases, ([program, inputs]) => {
				const { values } = profile(program, inputs, { maxLayers: 50 });
				for (const tokens of inputs) {
					const { final } = createInterpreter(program).run(tokens, { maxLayers: 50 });
					for (const variable of program.variables) {
						const seen: readonly Value[] = values.get(variable.name) ?? [];
						const held = final[variable.name]?.filter((value) => value !== undefined && variable.kind === 'categorical') ?? [];
						expect(domainOf(variable)).toEqual(expect.arrayContaining([...seen]));
						expect(seen).toEqual(expect.arrayContaining([...held]));
					}
				}
			}),
		);
	});
});
