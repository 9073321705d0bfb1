import { createCpuBackend } from '@alta-ts/backend-cpu';
import { type CompileOptions, compile } from '@alta-ts/compiler';
import { isAltaError } from '@alta-ts/diagnostics';
import { createInterpreter } from '@alta-ts/interpreter';
import { createSession, evaluateGraph, type GraphValue, lower, parseRasp, type Scalar, type SOp } from '@alta-ts/rasp';
import { type Backend, createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryGraph } from './testing/random-graph.js';
import { arbitraryRaspText } from './testing/random-rasp.js';

const RUNS = 600;
const LENGTH = 5;
const vocabulary = [0, 1, 2];

/** The only reasons to refuse a random graph: too much to tell apart, types, and undefined or symbols among numbers. */
const REASONS = ['ALTA0510', 'ALTA0511', 'ALTA0512', 'ALTA0513', 'ALTA0514', 'ALTA0515', 'ALTA0517', 'ALTA0518', 'ALTA0519', 'ALTA0523'];

/** The only reasons why weights are refused: numbers too close, or without a bound. */
const WEIGHT_REASONS = ['ALTA4003', 'ALTA4004', 'ALTA4007', 'ALTA4021', 'ALTA4022'];

const inputs = fc.array(fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: LENGTH }), { minLength: 6, maxLength: 6 });

test('random graphs give what their programs and weights give, wherever they have a value', async () => {
	const backend = createReferenceBackend();
	const seen = { lowered: 0, compared: 0, weights: 0 };
	await fc.assert(
		fc.asyncProperty(arbitraryGraph(), inputs, fc.boolean(), async (root, tried, causal) => {
			await compareAll(root, vocabulary, tried, causal, {}, backend, seen);
		}),
		{ numRuns: RUNS },
	);
	backend.dispose();
	expect(seen.lowered).toBeGreaterThan(RUNS * 0.6);
	expect(seen.weights).toBeGreaterThan(RUNS * 0.5);
	expect(seen.compared).toBeGreaterThan(RUNS);
});

test('random RASP about counts and means gives what its programs and weights give', async () => {
	const backend = createCpuBackend();
	const seen = { lowered: 0, compared: 0, weights: 0 };
	const targets = fc.constantFrom<CompileOptions>({}, { target: 'standard' }, { without: ['merge'] });
	await fc.assert(
		fc.asyncProperty(arbitraryRaspText(), inputs, fc.boolean(), targets, async ({ source, answer }, tried, causal, options) => {
			const session = createSession({ misfits: 'off' });
			session.run(parseRasp(source).program, source);
			const texts = tried.map((input) => input.map(String));
			await compareAll(session.sequence(answer), vocabulary.map(String), texts, causal, options, backend, seen);
		}),
		{ numRuns: RUNS },
	);
	backend.dispose();
	expect(seen.lowered).toBeGreaterThan(RUNS * 0.6);
	expect(seen.weights).toBeGreaterThan(RUNS * 0.5);
	expect(seen.compared).toBeGreaterThan(RUNS);
});

async function compareAll(
	root: SOp,
	tokens: readonly Scalar[],
	tried: readonly (readonly Scalar[])[],
	causal: boolean,
	options: CompileOptions,
	backend: Backend,
	seen: { lowered: number; compared: number; weights: number },
): Promise<void> {
	const lowered = unlessRefused(REASONS, () => lower(root, { name: 'random', vocabulary: tokens, maxLength: LENGTH, causal }));
	if (lowered === undefined) return;
	seen.lowered++;
	const { program, decode, cost } = lowered;
	const layers = program.stages.flatMap((stage) => stage.layers);
	expect(layers.filter(({ heads }) => heads.length > 0).length).toBeLessThanOrEqual(cost.merged.layers);
	const { run } = createInterpreter(program);
	for (const input of tried) {
		const expected = valueOn(root, input, causal);
		if (expected === undefined) continue;
		seen.compared++;
		const found = run(input.map(String)).output.map(decode);
		expect({ input, found: found.map(plain) }).toEqual({ input, found: expected.map(plain) });
	}
	const model = unlessRefused(WEIGHT_REASONS, () => compile(program, options));
	if (model === undefined) return;
	seen.weights++;
	const texts = tried.map((input) => input.map(String));
	const { first } = await verify(program, model, texts, { backend });
	expect(first).toBeNull();
}

function unlessRefused<T>(reasons: readonly string[], action: () => T): T | undefined {
	try {
		return action();
	} catch (error) {
		if (!isAltaError(error)) throw error;
		expect(error.problems.filter(({ code }) => !reasons.includes(code))).toEqual([]);
		return undefined;
	}
}

function valueOn(root: SOp, input: readonly Scalar[], causal: boolean): readonly GraphValue[] | undefined {
	try {
		return evaluateGraph(root, input, { causal });
	} catch {
		return undefined;
	}
}

/** Truth values and ints count as numbers, and numbers are compared with nine digits. */
function plain(value: GraphValue): GraphValue {
	const number = typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : value;
	return typeof number === 'number' ? Number(number.toPrecision(9)) : number;
}
