import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInterpreter } from './create-interpreter.js';
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
