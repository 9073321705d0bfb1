import { compile } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { isAltaError } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const RUNS = 400;

/** For programs that name no longest input themselves. */
const MAX_LENGTH = 8;

/** The only reasons to refuse a random program: those of every target, and what plain attention cannot do. */
const REASONS = new Set(['ALTA4003', 'ALTA4004', 'ALTA4005', 'ALTA4022']);

const cases = arbitraryProgram().chain((program) =>
	fc.record({ program: fc.constant(program), inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 4 }) }),
);

function compiled(program: Program, dtype: 'f32' | 'f64'): Model | undefined {
	try {
		return compile(program, { dtype, target: 'standard', maxLength: program.positions ?? MAX_LENGTH });
	} catch (error) {
		if (!isAltaError(error)) throw error;
		expect(error.problems.filter((problem) => !REASONS.has(problem.code))).toEqual([]);
		return undefined;
	}
}

/** Whether the guarantee asks for numbers to stay near the declared values, which random programs need not do. */
function isAboutValues(model: Model): boolean {
	return (model.certificate?.conditions ?? []).some((condition) => condition.includes('stays within'));
}

describe.each(['f64', 'f32'] as const)('random programs in %s as plain Transformers', (dtype) => {
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
		expect(verified).toBeGreaterThan(RUNS * 0.5);
	}, 120_000);
});
