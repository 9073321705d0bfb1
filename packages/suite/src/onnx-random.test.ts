import { compile } from '@alta-ts/compiler';
import type { Program, Value } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { isAltaError } from '@alta-ts/diagnostics';
import { createInterpreter } from '@alta-ts/interpreter';
import type { Model } from '@alta-ts/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runInOnnx } from './testing/run-onnx.js';

const RUNS = 60;

/** For programs that name no longest input themselves. */
const MAX_LENGTH = 8;

const MAX_LAYERS = 20;

const cases = arbitraryProgram().chain((program) =>
	fc.record({
		program: fc.constant(program),
		inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 4 }),
		target: fc.constantFrom('alta' as const, 'standard' as const),
		loop: fc.constantFrom('loop' as const, 'unrolled' as const),
		initialisers: fc.constantFrom('dense' as const, 'sparse' as const),
	}),
);

/** The model of a program that every input is guaranteed for; undefined where there is none. */
function compiled(program: Program, target: 'alta' | 'standard', dtype: 'f32' | 'f64'): Model | undefined {
	try {
		const model = compile(program, { target, dtype, maxLength: program.positions ?? MAX_LENGTH });
		return model.certificate?.guarantee === 'exact' ? model : undefined;
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return undefined;
	}
}

/** Numbers may differ by the tolerance of the certificate; everything else is equal. */
function near(value: Value, tolerance: number): unknown {
	return typeof value === 'number' ? expect.closeTo(value, Math.floor(-Math.log10(2 * tolerance))) : value;
}

describe.each(['f64', 'f32'] as const)('random programs in %s', (dtype) => {
	it('compute in onnxruntime what they compute on symbols', async () => {
		let compared = 0;
		await fc.assert(
			fc.asyncProperty(cases, async ({ program, inputs, target, loop, initialisers }) => {
				const model = compiled(program, target, dtype);
				if (model === undefined) return;
				const runs = await runInOnnx(model, inputs, { loop, initialisers, maxLayers: MAX_LAYERS });
				const interpreter = createInterpreter(program);
				const isNumber = model.config.readout.kind === 'number';
				for (const [index, tokens] of inputs.entries()) {
					const { output, layers, halted } = interpreter.run(tokens, { maxLayers: MAX_LAYERS });
					const answers = isNumber ? output.map((value) => near(value, model.certificate?.tolerance ?? 0)) : output;
					expect(runs[index]).toEqual({ output: answers, layers, halted });
				}
				compared++;
			}),
			{ numRuns: RUNS },
		);
		expect(compared).toBeGreaterThan(RUNS / 2);
	}, 120_000);
});
