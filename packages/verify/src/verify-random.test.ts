import { compile } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { isAltaError } from '@alta-ts/diagnostics';
import { type Model, TENSOR_DTYPES, type TensorDType } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const RUNS = 600;

/** For programs that name no longest input themselves. */
const MAX_LENGTH = 8;

/** The only reasons to refuse a random program: numbers without a bound or too close, and read-outs that are not linear. */
const REASONS = ['ALTA4003', 'ALTA4004', 'ALTA4005'];

/** Half of the bits are too few for some of the numbers and lengths. */
const reasonsIn: Readonly<Record<TensorDType, readonly string[]>> = {
	f64: REASONS,
	f32: REASONS,
	f16: [...REASONS, 'ALTA4007'],
	bf16: [...REASONS, 'ALTA4007'],
};

/** How many of the programs compile, at least, to weights that must do the same. */
const shareIn: Readonly<Record<TensorDType, number>> = { f64: 0.9, f32: 0.9, f16: 0.8, bf16: 0.7 };

const cases = arbitraryProgram().chain((program) =>
	fc.record({ program: fc.constant(program), inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 4 }) }),
);

function compiled(program: Program, dtype: TensorDType): Model | undefined {
	try {
		return compile(program, { dtype, maxLength: program.positions ?? MAX_LENGTH });
	} catch (error) {
		if (!isAltaError(error)) throw error;
		expect(error.problems.filter((problem) => !reasonsIn[dtype].includes(problem.code))).toEqual([]);
		return undefined;
	}
}

/** Whether the guarantee asks for numbers to stay near declared values, or away from one, which random programs need not do. */
function isAboutValues(model: Model): boolean {
	return (model.certificate?.conditions ?? []).some((condition) => /stays within|is either exactly/.test(condition));
}

describe.each(TENSOR_DTYPES)('random programs in %s', (dtype) => {
	it('compute the same on symbols and through weights', async () => {
		const backend = createReferenceBackend();
		let verified = 0;
		await fc.assert(
			fc.asyncProperty(cases, async ({ program, inputs }) => {
				const model = compiled(program, dtype);
				if (model === undefined || isAboutValues(model)) return;
				const report = await verify(program, model, inputs, { backend, maxLayers: 100 });
				expect(report.first).toBeNull();
				verified++;
			}),
			{ numRuns: RUNS },
		);
		expect(verified).toBeGreaterThan(RUNS * shareIn[dtype]);
	}, 120_000);
});
