import { domainOf, type Layer, type Profile, type Program, type Stage, type Value, validateProgram } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.js';
import type { Observer } from './observer.js';
import { profile } from './profile.js';
import type { Budget } from './schedule.js';

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

const cases = arbitraryProgram().chain((program) =>
	fc.tuple(fc.constant(program), fc.array(arbitraryInput(program), { maxLength: 3 }), fc.record({ maxLayers: fc.constantFrom(1, 3, 50) })),
);

/** What a profile says, from runs of the plain evaluator. */
function plainProfile(program: Program, inputs: readonly (readonly string[])[], limit: Budget): Omit<Profile, 'inputs' | 'digest'> {
	const values = new Map<string, Set<Value>>(program.variables.map(({ name }) => [name, new Set()]));
	const fired = program.stages.map((stage) => stage.layers.map((layer) => layer.updates.map(() => new Set<number>())));
	const note = (variable: number, pick: (domain: readonly Value[]) => Value): void => {
		const declared = program.variables[variable];
		if (declared !== undefined) values.get(declared.name)?.add(pick(domainOf(declared)));
	};
	const observer: Observer = {
		fired: (stage, layer, update, row) => void fired[stage]?.[layer]?.[update]?.add(row),
		held: (variable, value) => note(variable, (domain) => domain[value]),
		missing: (variable) => note(variable, () => undefined),
	};
	const looped = program.stages.filter(({ repeat }) => typeof repeat === 'object');
	const runs = inputs.map((tokens) => evaluate(program, tokens, { ...limit, observer }));
	for (const { tokens, layers } of looped.length === 1 ? runs : []) {
		evaluate(program, tokens, { layers: layers + (looped[0]?.layers.length ?? 0), observer });
	}
	return {
		values: new Map(
			program.variables.map((variable) => [
				variable.name,
				domainOf(variable).filter((value) => values.get(variable.name)?.has(value) === true),
			]),
		),
		fired,
		unfinished: runs.filter(({ halted }) => !halted).length,
	};
}

/** The same program, but most of its rows fire in one of three phases only, which follow each other layer by layer. */
function inPhases(program: Program): Program {
	const phases = [0, 1, 2];
	const next = { reads: ['phase'], writes: 'phase', rows: phases.map((phase) => ({ when: { phase: [phase] }, value: (phase + 1) % 3 })) };
	const phased = ({ heads, updates }: Layer): Layer => ({
		heads,
		updates: [
			...updates.map((update) => {
				if ('linear' in update) return update;
				const rows = update.rows.map((row, index) => (index % 4 === 3 ? row : { ...row, when: { ...row.when, phase: [index % 4] } }));
				return { ...update, reads: [...update.reads, 'phase'], rows };
			}),
			next,
		],
	});
	return {
		...program,
		variables: [...program.variables, { name: 'phase', kind: 'categorical', values: phases, init: { constant: 0 } }],
		stages: program.stages.map((stage) => ({ ...stage, layers: stage.layers.map(phased) })),
	};
}

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

	test('goes beyond the end as a run of so many layers does, wherever the loop is', () => {
		const note: Stage = {
			repeat: 2,
			layers: [{ heads: [], updates: [{ reads: ['left'], writes: 'waits', rows: [{ when: { left: [1, 2, 3] }, value: true }] }] }],
		};
		const orders = [
			[note, ...countdown.stages],
			[...countdown.stages, note],
		];
		for (const stages of orders) {
			for (const maxLayers of [1, 2, 3, 50]) {
				const program = { ...countdown, stages };
				const { values, fired, unfinished } = profile(program, [['2']], { maxLayers });
				expect({ values, fired, unfinished }).toEqual(plainProfile(program, [['2']], { maxLayers }));
			}
		}
	});

	test('has every value and row that the plain evaluator tells of', () => {
		fc.assert(
			fc.property(cases, ([program, inputs, limit]) => {
				const { values, fired, unfinished } = profile(program, inputs, limit);
				expect({ values, fired, unfinished }).toEqual(plainProfile(program, inputs, limit));
			}),
			{ numRuns: 400 },
		);
	});

	test('has them where a variable says what each layer does', () => {
		fc.assert(
			fc.property(cases, ([program, inputs, limit]) => {
				const phased = inPhases(program);
				expect(validateProgram(phased).filter(({ severity }) => severity === 'error')).toEqual([]);
				const { values, fired, unfinished } = profile(phased, inputs, limit);
				expect({ values, fired, unfinished }).toEqual(plainProfile(phased, inputs, limit));
			}),
			{ numRuns: 400 },
		);
	});
});
