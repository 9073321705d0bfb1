import { optimise, profileLimits, programPasses } from '@alta-ts/compiler';
import { type Program, validateProgram } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { createInterpreter, profile } from '@alta-ts/interpreter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from './testing/compare-programs.js';

const RUNS = 400;

const cases = arbitraryProgram().chain((program) =>
	fc.record({
		program: fc.constant(program),
		inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 4 }),
		layers: fc.integer({ min: 0, max: 12 }),
	}),
);

/** Exactly so many layers can only be asked for where it is clear which stage takes up the rest. */
function takesLayers({ stages }: Program): boolean {
	return stages.filter(({ repeat }) => typeof repeat === 'object').length < 2;
}

const names = programPasses.map((pass) => pass.name);

const choices = [...names.map((name) => ({ title: name, on: [name] })), { title: 'all passes', on: names }];

describe.each(choices)('random programs after $title', ({ on }) => {
	it('compute the same on symbols, in every layer, also beyond those they declare', () => {
		fc.assert(
			fc.property(cases, ({ program, inputs, layers }) => {
				const optimised = optimise(program, { without: names.filter((name) => !on.includes(name)) });
				expect(firstDifference(program, optimised, inputs, { maxLayers: 100 })).toBeUndefined();
				if (takesLayers(program)) expect(firstDifference(program, optimised, inputs, { layers })).toBeUndefined();
			}),
			{ numRuns: RUNS },
		);
	}, 120_000);

	it('are still programs, though it shows where one never halts', () => {
		fc.assert(
			fc.property(cases, ({ program }) => {
				const { program: smaller } = optimise(program, { without: names.filter((name) => !on.includes(name)) });
				const errors = validateProgram(smaller).filter(({ severity, code }) => severity === 'error' && code !== 'ALTA1124');
				expect(errors).toEqual([]);
			}),
			{ numRuns: RUNS },
		);
	}, 120_000);
});

describe('random programs for given inputs', () => {
	it('compute the same on these, in every layer, until they halt and for one pass more', () => {
		fc.assert(
			fc.property(cases, ({ program, inputs }) => {
				const noted = profile(program, inputs, { maxLayers: 100 });
				const optimised = optimise(program, {}, profileLimits(program, noted));
				expect(firstDifference(program, optimised, inputs, { maxLayers: 100 })).toBeUndefined();
				const looped = program.stages.filter(({ repeat }) => typeof repeat === 'object');
				if (looped.length !== 1) return;
				const interpreter = createInterpreter(program);
				for (const tokens of inputs) {
					const layers = interpreter.run(tokens, { maxLayers: 100 }).layers + (looped[0]?.layers.length ?? 0);
					expect(firstDifference(program, optimised, [tokens], { layers })).toBeUndefined();
				}
			}),
			{ numRuns: RUNS },
		);
	}, 120_000);
});
