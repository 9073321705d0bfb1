import { type CompileOptions, compile, type OptionalPass, optionalPasses } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { isAltaError } from '@alta-ts/diagnostics';
import { profile } from '@alta-ts/interpreter';
import type { Model } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const RUNS = 300;
const MAX_LENGTH = 8;
const MAX_LAYERS = 100;

/** The only reasons to refuse a random program: numbers without a bound or too close, and read-outs that are not linear. */
const REASONS = new Set(['ALTA4003', 'ALTA4004', 'ALTA4005']);

const names: readonly OptionalPass[] = optionalPasses.map(({ name }) => name);

const cases = arbitraryProgram().chain((program) =>
	fc.record({
		program: fc.constant(program),
		inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 4 }),
		without: fc.subarray([...names]),
	}),
);

function compiled(program: Program, options: CompileOptions): Model | undefined {
	try {
		return compile(program, { dtype: 'f64', maxLength: program.positions ?? MAX_LENGTH, ...options });
	} catch (error) {
		if (!isAltaError(error)) throw error;
		expect(error.problems.filter((problem) => !REASONS.has(problem.code))).toEqual([]);
		return undefined;
	}
}

/** Whether the guarantee asks for numbers to stay near declared values, or away from one, which random programs need not do. */
function isAboutValues(model: Model): boolean {
	return (model.certificate?.conditions ?? []).some((condition) => /stays within|is either exactly/.test(condition));
}

describe('weights of random programs', () => {
	it.each([
		{ title: 'with any passes switched off', profiled: false },
		{ title: 'for given inputs, with any passes switched off', profiled: true },
	])(
		'compute the same $title',
		async ({ profiled }) => {
			const backend = createReferenceBackend();
			let verified = 0;
			await fc.assert(
				fc.asyncProperty(cases, async ({ program, inputs, without }) => {
					const noted = profiled ? { profile: profile(program, inputs, { maxLayers: MAX_LAYERS }) } : {};
					const model = compiled(program, { ...noted, without });
					if (model === undefined || isAboutValues(model)) return;
					const report = await verify(program, model, inputs, { backend, maxLayers: MAX_LAYERS });
					expect(report.first).toBeNull();
					verified++;
				}),
				{ numRuns: RUNS, endOnFailure: true },
			);
			expect(verified).toBeGreaterThan(RUNS * 0.8);
		},
		120_000,
	);
});
