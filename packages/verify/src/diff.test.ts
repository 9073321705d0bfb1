import { compile } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, numerical, type Program } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import { isAltaError } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffInput, diff } from './diff.js';
import { modelSide, programSide, type Side } from './side.js';

const backend = createReferenceBackend();

/** What each position has seen to its left, passed on from there; `slip` is a mistake in one row. */
function parity(slip: boolean, offset = -1): Program {
	return defineProgram({
		name: 'parity',
		tokens: ['0', '1', 'START'],
		variables: {
			parity: categorical([0, 1], { byToken: (token) => (token === '1' ? 1 : 0) }),
			done: categorical([false, true], { byToken: (token) => token === 'START' }),
		},
		heads: { parityLeft: attend({ value: 'parity', offset }), doneLeft: attend({ value: 'done', offset }) },
		mlp(z) {
			if (!z.done && z.doneLeft) {
				z.parity = slip && z.parity === 1 && z.parityLeft === 1 ? 1 : z.parityLeft ^ z.parity;
				z.done = true;
			}
		},
		output: 'parity',
		halt: { variable: 'done', equals: true },
	});
}

/** The share of `a`, and whether that is more than half. */
const share = defineProgram({
	name: 'share',
	tokens: ['a', 'b'],
	positions: 8,
	variables: { isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }), most: categorical([false, true]) },
	heads: { mean: attend({ value: 'isA', values: [0, 1 / 3, 2 / 3, 1], keep: true }) },
	mlp(z) {
		z.most = z.mean > 0.5;
	},
	output: 'most',
	layers: 1,
});

const bits = both([['START', '1', '0'], ['START', '1', '1', '0', '1'], []]);

function both(inputs: readonly (readonly string[])[]): readonly DiffInput[] {
	return inputs.map((tokens) => ({ a: tokens, b: tokens }));
}

async function weights(model: Model): Promise<Side> {
	return modelSide(await createTransformer(model, backend));
}

/** A side that says something else in the place of one value. */
function saying(side: Side, change: (output: readonly unknown[]) => boolean): Side {
	return {
		...side,
		run: async (inputs, options) => (await side.run(inputs, options)).map((run) => (change(run.output) ? { ...run, halted: false } : run)),
	};
}

describe('diff', () => {
	it('finds nothing between a program and its weights, and counts what it compared', async () => {
		const program = parity(false);
		const report = await diff(programSide(program), await weights(compile(program)), bits);
		// Four variables at the start and twice in every layer; outputs; layers and halting.
		const values = 3 * 4 + 2 * 2 * 3 * 4 + 3 + (5 * 4 + 4 * 2 * 5 * 4 + 5) + 3 * 2;
		expect(report).toEqual({
			inputs: 3,
			stopped: 0,
			layers: 2 + 4 + 1,
			compared: values,
			differences: 0,
			first: null,
			onlyA: [],
			onlyB: [],
		});
	});

	it('names the first layer, position and variable where two programs part, with both values', async () => {
		const { first, differences } = await diff(programSide(parity(false)), programSide(parity(true)), bits);
		expect(first).toEqual({
			input: 1,
			tokens: ['START', '1', '1', '0', '1'],
			sublayer: 'updates',
			layer: 1,
			place: { stage: 0, pass: 1, layer: 0 },
			position: 2,
			variable: 'parity',
			a: 0,
			b: 1,
		});
		expect(differences).toBeGreaterThan(1);
	});

	it('finds a wrong head in weights, and undefined where the other has a value', async () => {
		const { first } = await diff(programSide(parity(false)), await weights(compile(parity(false, 1))), bits);
		expect(first).toMatchObject({ input: 0, sublayer: 'attention', layer: 0, position: 0, variable: 'parityLeft', a: null, b: 1 });
	});

	it('finds a difference between two models', async () => {
		const [a, b] = [await weights(compile(parity(false))), await weights(compile(parity(true)))];
		expect((await diff(a, b, bits)).first).toMatchObject({ input: 1, layer: 1, sublayer: 'updates', variable: 'parity', a: 0, b: 1 });
		expect((await diff(a, await weights(compile(parity(false), { target: 'standard', maxLength: 5 })), bits)).first).toBeNull();
	});

	it('lets numbers be off by what a certificate states, and no more', async () => {
		const inputs = both([
			['a', 'b', 'b'],
			['a', 'a', 'b'],
		]);
		const model = compile(share, { dtype: 'bf16' });
		expect((await diff(programSide(share), await weights(model), inputs)).first).toBeNull();
		const { certificate } = model;
		if (certificate === undefined) throw new Error('the weights have a certificate');
		const strict = await weights({ ...model, certificate: { ...certificate, tolerance: 0 } });
		expect((await diff(programSide(share), strict, inputs)).first).toMatchObject({ variable: 'mean', sublayer: 'attention', a: 1 / 3 });
	});

	it('compares unrolled loops by the order of layers, and misses passes that are not there', async () => {
		const program = parity(false);
		const enough = await weights(compile(program, { unrolled: 6 }));
		for (const [a, b] of [
			[programSide(program), enough],
			[enough, programSide(program)],
		] as const)
			expect((await diff(a, b, bits)).first).toBeNull();
		const few = await diff(programSide(program), await weights(compile(program, { unrolled: 2 })), bits);
		expect(few.first).toMatchObject({ input: 1, sublayer: 'run', variable: 'layers', a: 4, b: 2 });
		expect(few.stopped).toBe(1);
	});

	it('compares what both sides have, and tells what only one of them has', async () => {
		const other = defineProgram({
			name: 'other',
			tokens: ['a', 'b'],
			variables: { isA: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 0) }), most: categorical([false, true]) },
			mlp(z) {
				z.most = z.isA === 1;
			},
			output: 'most',
			layers: 1,
		});
		const report = await diff(programSide(share), programSide(other), both([['a', 'b', 'b']]));
		expect(report).toMatchObject({ onlyA: ['mean'], onlyB: [], first: { variable: 'most', position: 0, a: false, b: true } });
	});

	it('compares only answers where it is told how to read them', async () => {
		const answers = { a: () => 'yes', b: (_: readonly unknown[], tokens: readonly string[]) => (tokens.length > 1 ? 'no' : 'yes') };
		const inputs: readonly DiffInput[] = [
			{ a: ['START', '1'], b: ['a'] },
			{ a: ['START'], b: ['a', 'b'] },
		];
		const report = await diff(programSide(parity(false)), programSide(share), inputs, { answers });
		expect(report).toMatchObject({ inputs: 2, compared: 4, differences: 1, first: { input: 1, tokens: ['START'], variable: 'answer' } });
		expect(report.first).toMatchObject({ a: 'yes', b: 'no', sublayer: 'run', layer: null, position: null });
	});

	it('tells that only one side halted, and how many inputs did not', async () => {
		const side = programSide(parity(false));
		const { first, stopped } = await diff(
			side,
			saying(side, (output) => output.length === 3),
			bits,
		);
		expect([first, stopped]).toMatchObject([{ input: 0, variable: 'halted', a: true, b: false }, 1]);
		expect(await diff(side, side, bits, { maxLayers: 1 })).toMatchObject({ stopped: 2, first: null });
	});

	it('tells after which layer one side halts and the other goes on, before what is different beyond it', async () => {
		const a = parity(false);
		const [stage] = a.stages;
		if (stage === undefined) throw new Error('there is a stage');
		const endless: Program = { ...a, stages: [{ ...stage, repeat: { until: { variable: 'parity', equals: 1 } } }] };
		const input = both([['START', '1', '0']]);
		const { first } = await diff(programSide(a), programSide(endless), input, { maxLayers: 9 });
		expect(first).toEqual({
			input: 0,
			tokens: ['START', '1', '0'],
			sublayer: 'halting',
			layer: 1,
			place: { stage: 0, pass: 1, layer: 0 },
			position: null,
			variable: 'halted',
			a: true,
			b: false,
		});
		expect((await diff(programSide(endless), programSide(a), input, { maxLayers: 9 })).first).toMatchObject({
			layer: 1,
			a: false,
			b: true,
		});
	});

	it('stops after the same number of layers where only answers are compared', async () => {
		const asked: unknown[] = [];
		const side = programSide(parity(false));
		const listening: Side = {
			...side,
			run: async (inputs, options) => {
				asked.push(options);
				return side.run(inputs, options);
			},
		};
		await diff(listening, side, bits, { answers: { a: () => '', b: () => '' } });
		expect(asked).toEqual([{ maxLayers: 1000, trace: false }]);
	});

	it('finds nothing between random programs and their weights, and what was changed in them', async () => {
		const cases = arbitraryProgram().chain((program) =>
			fc.record({ program: fc.constant(program), inputs: fc.array(arbitraryInput(program), { minLength: 1, maxLength: 3 }) }),
		);
		let compared = 0;
		await fc.assert(
			fc.asyncProperty(cases, async ({ program, inputs }) => {
				const model = compiled(program);
				if (model === undefined || (model.certificate?.conditions.length ?? 0) > 0) return;
				const report = await diff(programSide(program), await weights(model), both(inputs), { maxLayers: 60 });
				expect(report.first).toBeNull();
				compared++;
			}),
			{ numRuns: 120 },
		);
		expect(compared).toBeGreaterThan(60);
	});
});

function compiled(program: Program): Model | undefined {
	try {
		return compile(program, { dtype: 'f64', maxLength: program.positions ?? 8 });
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return undefined;
	}
}
