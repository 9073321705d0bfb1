import { attend, bucketOf, categorical, defineProgram, type Program, range, type Value, type Variable } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { evaluators } from './evaluators.js';
import { goldenFiles, readGolden } from './golden-folder.js';
import { type JsonObject, readList, readNumber, readObject } from './json.js';

/**
 * The sections of `units.json` that are about tables: how a number finds its bucket and a set its row, in the evaluators and in weights.
 *
 * The weights and biases recorded there are not ours: the recorded steps rise only above their thresholds, so that numbers just above one
 * fall into the bucket below or into none (0.126 and 0.13 among 0, ¼, ½ …), and those below −1 are mirrored (−2 among −3 … 1 lands in two
 * buckets). Ours are tested against the rule both are meant to follow: a number belongs to the nearest value, to the lower one halfway.
 */
const FILE = 'units.json';
const isThere = goldenFiles('alta').includes(FILE);
const units: JsonObject = isThere ? readObject(readGolden('alta', FILE), FILE) : {};

describe.runIf(isThere)(`${FILE}`, () => {
	for (const [name, run] of Object.entries(evaluators)) {
		for (const [index, { values, numbers }] of buckets().entries()) {
			test(`${name}, buckets ${index}: ${values.join(' ')}`, async () => {
				const program = tableProgram(numbers, { kind: 'numerical', values });
				const { output } = await run(program, program.input.tokens);
				expect(output).toEqual(numbers.map((number) => bucketOf(values, number)));
			});
		}

		for (const [index, sets] of setFamilies().entries()) {
			test(`${name}, sets ${index}`, async () => {
				const members = [...new Set(sets.flatMap((set) => [...set]))].sort((a, b) => a - b);
				const program = tableProgram(sets, { kind: 'set', members, values: sets });
				const { output } = await run(program, program.input.tokens);
				expect(output).toEqual(sets.map((_, row) => row));
			});
		}

		for (const [index, each] of divergences().entries()) {
			test(`${name}, no key or several ${index}: ${each.input.join(' ')}`, async () => {
				const { output } = await run(
					divergenceProgram(),
					each.input.map((id) => String(id)),
					{ layers: each.layers },
				);
				expect(output).toEqual(each.output);
			});
		}
	}
});

/** Bucket centres with numbers to try: the recorded probes, and numbers around every recorded threshold of a step. */
function buckets(): readonly { readonly values: readonly number[]; readonly numbers: readonly number[] }[] {
	const expansions = entries(units.numeric_expansion).map((entry) => ({
		values: readList(entry.values, 'values', readNumber),
		numbers: readList(entry.probes, 'probes', (probe, at) => readNumber(readObject(probe, at).x, `${at}.x`)),
	}));
	const thresholds = entries(units.step).flatMap(({ threshold }) => (typeof threshold === 'number' ? [threshold] : []));
	const steps = [...new Set(thresholds)].map((threshold) => ({
		values: [threshold - 1, threshold + 1],
		numbers: [threshold - 1, threshold, threshold + 1],
	}));
	return [...expansions, ...steps];
}

function setFamilies(): readonly (readonly ReadonlySet<number>[])[] {
	return entries(units.set_expansion).map(({ values }) => readList(values, 'values', (set, at) => new Set(readList(set, at, readNumber))));
}

function divergences(): readonly { readonly input: readonly number[]; readonly layers: number; readonly output: readonly number[] }[] {
	if (units.undefined_divergence === undefined) return [];
	const { cases } = readObject(units.undefined_divergence, FILE);
	return readList(cases, 'cases', readObject).map((each) => ({
		input: readList(each.input, 'input', readNumber),
		layers: readNumber(each.layers, 'layers'),
		output: readList(each.interpreter_output, 'interpreter_output', readNumber),
	}));
}

function entries(value: unknown): readonly JsonObject[] {
	return value === undefined ? [] : readList(value, FILE, readObject);
}

type Domain =
	| { readonly kind: 'numerical'; readonly values: readonly number[] }
	| { readonly kind: 'set'; readonly members: readonly number[]; readonly values: readonly ReadonlySet<number>[] };

/** A program that gives, for each of its tokens, the index of the value that a table finds `x` to have. */
function tableProgram(held: readonly Value[], domain: Domain): Program {
	const x: Variable = { name: 'x', ...domain, init: { byToken: held } };
	const values: readonly Value[] = domain.values;
	return {
		format: 'alta-program/1',
		name: 'table',
		input: { tokens: held.map((_, index) => `t${index}`) },
		variables: [x, { name: 'index', kind: 'categorical', values: [-1, ...values.keys()], init: { constant: -1 } }],
		stages: [
			{
				repeat: 1,
				layers: [
					{
						heads: [],
						updates: [{ reads: ['x'], writes: 'index', rows: values.map((value, index) => ({ when: { x: [value] }, value: index })) }],
					},
				],
			},
		],
		output: { variable: 'index' },
	};
}

/** The program `undefined_divergence` describes. Where no key matches, or several do, `h` is undefined and nothing is written. */
function divergenceProgram(): Program {
	return defineProgram({
		name: 'divergence',
		tokens: ['0', '1', '2'],
		variables: {
			a: categorical(range(3), { byToken: Number }),
			one: categorical([0, 1], { constant: 1 }),
			k: categorical([0, 1], { byToken: (token) => (token === '0' ? 0 : 1) }),
			out: categorical(range(4)),
		},
		heads: { h: attend({ value: 'a', query: 'one', key: 'k' }) },
		mlp(z) {
			z.out = z.h + 1;
		},
		output: 'out',
		layers: 1,
	});
}
