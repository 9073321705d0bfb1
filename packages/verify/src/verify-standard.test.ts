import { type CompileOptions, compile, optionalPasses } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { isAltaError } from '@alta-ts/diagnostics';
import { profile } from '@alta-ts/interpreter';
import { type Model, TENSOR_DTYPES } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const RUNS = 300;

/** For programs that name no longest input themselves. */
const MAX_LENGTH = 8;

/** The only reasons to refuse a random program: numbers without a bound, too close or too large, and what plain attention cannot do. */
const REASONS = ['ALTA4003', 'ALTA4004', 'ALTA4005', 'ALTA4007', 'ALTA4022'];

const cases = arbitraryProgram().chain((program) =>
	fc.record({ program: fc.constant(program), inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 4 }) }),
);

function compiled(program: Program, options: CompileOptions, reasons: readonly string[]): Model | undefined {
	try {
		return compile(program, { ...options, target: 'standard', maxLength: program.positions ?? MAX_LENGTH });
	} catch (error) {
		if (!isAltaError(error)) throw error;
		expect(error.problems.filter((problem) => !reasons.includes(problem.code))).toEqual([]);
		return undefined;
	}
}

/** Whether the guarantee asks for numbers to stay near declared values, or away from one, which random programs need not do. */
function isAboutValues(model: Model): boolean {
	return (model.certificate?.conditions ?? []).some((condition) => /stays within|is either exactly/.test(condition));
}

/** Compiles random programs and runs their weights; returns how many compiled to weights that must do the same. */
async function verified(
	options: CompileOptions,
	reasons: readonly string[],
	runs: number,
	more: (program: Program, inputs: readonly (readonly string[])[]) => CompileOptions = () => ({}),
): Promise<number> {
	const backend = createReferenceBackend();
	let count = 0;
	await fc.assert(
		fc.asyncProperty(cases, async ({ program, inputs }) => {
			const model = compiled(program, { ...options, ...more(program, inputs) }, reasons);
			if (model === undefined || isAboutValues(model)) return;
			const meant = options.unrolled === undefined ? program : withPasses(program, options.unrolled);
			const report = await verify(meant, options.unrolled === undefined ? model : untested(model), inputs, { backend, maxLayers: 100 });
			expect(report.first).toBeNull();
			count++;
		}),
		{ numRuns: runs },
	);
	return count;
}

/** The program with as many passes of its loops, whether they halt or not. */
function withPasses(program: Program, passes: number): Program {
	const stages = program.stages.map(({ layers, repeat }) => ({
		layers,
		repeat: typeof repeat === 'number' ? repeat : Math.min(passes, repeat.atMost ?? passes),
	}));
	return { ...program, stages };
}

/** Unrolled weights without the test at their end. */
function untested(model: Model): Model {
	return { ...model, config: { ...model.config, stages: model.config.stages.map(({ layers }) => ({ layers, repeat: 1 })) } };
}

describe('random programs as plain Transformers compute the same on symbols and through weights', () => {
	it.each(TENSOR_DTYPES)(
		'in %s',
		async (dtype) => {
			const coarse = dtype === 'f16' || dtype === 'bf16';
			const count = await verified({ dtype }, REASONS, RUNS);
			expect(count).toBeGreaterThan(RUNS * (coarse ? 0.4 : 0.7));
		},
		120_000,
	);

	it('with passes switched off', async () => {
		expect(await verified({ without: optionalPasses.map(({ name }) => name) }, REASONS, RUNS / 2)).toBeGreaterThan(RUNS * 0.3);
	}, 120_000);

	it('for given inputs only', async () => {
		const profiled = await verified({}, REASONS, RUNS / 2, (program, inputs) => ({
			profile: profile(program, inputs, { maxLayers: 100 }),
		}));
		expect(profiled).toBeGreaterThan(RUNS * 0.3);
	}, 120_000);

	it('unrolled', async () => {
		expect(await verified({ unrolled: 3 }, REASONS, RUNS / 2)).toBeGreaterThan(RUNS * 0.3);
	}, 120_000);

	it('causal, where they may be', async () => {
		expect(await verified({ causal: true }, [...REASONS, 'ALTA4021'], RUNS)).toBeGreaterThan(RUNS * 0.1);
	}, 120_000);
});
