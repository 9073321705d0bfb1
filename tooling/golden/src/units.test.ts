import { bucketOf, type Match, type Program, type Value, type Variable, validateProgram } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { asRecorded } from './counterpart.js';
import { evaluators } from './evaluators.js';
import { goldenFiles, readGolden, reportUnknownKeys } from './golden-folder.js';
import { readList, readNumber, readNumberOrNull, readObject, readString } from './json.js';

const FILE = 'units.json';
const sections = [
	'discretize',
	'upstream_expansion_tests',
	'symbolic_attention',
	'relative_bias',
	'undefined_divergence',
	'step',
	'numeric_expansion',
	'set_expansion',
];
/** How the recorded system lays its embeddings out is its own affair. */
const others = ['format', 'upstream_embedding_test'];

describe.runIf(goldenFiles('alta').includes(FILE))(`${FILE}`, () => {
	const units = readObject(goldenFiles('alta').includes(FILE) ? readGolden('alta', FILE) : {}, FILE);

	reportUnknownKeys(
		FILE,
		Object.keys(units).filter((key) => !sections.includes(key) && !others.includes(key)),
	);

	test('has cases', () => {
		expect(sections.filter((section) => section in units)).not.toEqual([]);
	});

	for (const [index, entry] of entries(units.discretize).entries()) {
		test(`discretize ${index}`, () => {
			const { values, cases } = readObject(entry, FILE);
			const centres = readList(values, 'values', readNumber);
			for (const each of readList(cases, 'cases', (pair, at) => readList(pair, at, readNumber))) {
				expect([each[0], bucketOf(centres, each[0] ?? Number.NaN)]).toEqual(each);
			}
		});
	}

	for (const [index, entry] of entries(units.upstream_expansion_tests).entries()) {
		test(`expansion ${index}`, () => {
			const { values, x, one_hot_index, of } = readObject(entry, FILE);
			const centres = typeof values === 'string' ? describedNumbers(values) : readList(values, 'values', readNumber);
			expect(centres.length).toBe(of);
			expect(bucketOf(centres, readNumber(x, 'x'))).toBe(one_hot_index);
		});
	}

	for (const [index, entry] of entries(units.symbolic_attention).entries()) {
		test(`symbolic attention ${index}`, async () => {
			const each = readObject(entry, FILE);
			const query = new Set(readList(each.query, 'query', readNumber));
			const keys = readList(each.keys, 'keys', readNumberOrNull).map(orUndefined);
			const values = readList(each.values, 'values', readNumberOrNull).map(orUndefined);
			const offsets = readList(each.relative_positions, 'relative_positions', readNumber);
			const position = readNumber(each.position, 'position');
			const numerical = readString(each.kind, 'kind') === 'numerical';
			const queries: Value[] = query.size === 1 ? [query, ...query] : [query];
			for (const one of queries) {
				const program = oneHead({ query: one, keys, values, offsets, combine: numerical ? 'mean' : 'only' });
				expect(validateProgram(program).filter((problem) => problem.severity === 'error')).toEqual([]);
				for (const value of await outputsAt(program, keys.length, position)) expect(asRecorded(value)).toEqual(each.output);
			}
		});
	}

	for (const [index, entry] of entries(units.relative_bias).entries()) {
		test(`offsets ${index}`, async () => {
			const each = readObject(entry, FILE);
			const offsets = readList(each.offsets, 'offsets', readNumber);
			const matrix = readList(each.matrix, 'matrix', (row, at) => readList(row, at, readNumber));
			// The sum of powers of two tells which positions were selected.
			const values = matrix.map((_, position) => 2 ** position);
			const program = oneHead({ query: 0, keys: values.map(() => 0), values, offsets, combine: 'sum' });
			for (const [position, row] of matrix.entries()) {
				const visible = row.reduce((sum, bias, key) => sum + (bias === 0 ? 2 ** key : 0), 0);
				for (const value of await outputsAt(program, matrix.length, position)) expect(value ?? 0).toBe(visible);
			}
		});
	}
});

function entries(value: unknown): readonly unknown[] {
	return value === undefined ? [] : readList(value, FILE, (entry) => entry);
}

function orUndefined(value: number | null): number | undefined {
	return value ?? undefined;
}

/** Reads `k/50 for k=0..49` and `1,41,81,...,961`. */
function describedNumbers(text: string): readonly number[] {
	const fractions = /^k\/(\d+) for k=(\d+)\.\.(\d+)$/.exec(text)?.slice(1).map(Number);
	if (fractions !== undefined) {
		const [divisor = 1, from = 0, to = 0] = fractions;
		return Array.from({ length: to - from + 1 }, (_, index) => (from + index) / divisor);
	}
	const numbers = text
		.split(',')
		.filter((word) => word !== '...')
		.map(Number);
	const [first = 0, second = 0] = numbers;
	const last = numbers.at(-1) ?? first;
	return Array.from({ length: (last - first) / (second - first) + 1 }, (_, index) => first + index * (second - first));
}

interface OneHead {
	/** The same at every position; a set selects every key in it. */
	readonly query: Value;
	readonly keys: readonly (number | undefined)[];
	readonly values: readonly (number | undefined)[];
	/** All offsets where there is none. */
	readonly offsets: readonly number[];
	readonly combine: 'only' | 'mean' | 'sum';
}

/** A program of one layer with one head, whose output is the answer. */
function oneHead({ query, keys, values, offsets, combine }: OneHead): Program {
	const numbers = [...new Set([...keys, ...(typeof query === 'object' ? query : [query])])].filter((each) => each !== undefined);
	const atoms = numbers.map(Number).sort((a, b) => a - b);
	const payload = [...new Set(values)].filter((value) => value !== undefined).sort((a, b) => a - b);
	const queryVariable: Variable =
		typeof query === 'object'
			? { name: 'query', kind: 'set', members: atoms, values: [query], init: { constant: query } }
			: { name: 'query', kind: 'categorical', values: atoms, init: { constant: query } };
	const carried = combine === 'only' ? ({ kind: 'categorical', values: payload } as const) : ({ kind: 'numerical' } as const);
	const byVariables: Match = { query: 'query', key: 'key', test: typeof query === 'object' ? 'member' : 'equal' };
	return {
		format: 'alta-program/1',
		name: 'one-head',
		input: { tokens: ['any'] },
		positions: keys.length,
		variables: [
			queryVariable,
			{ name: 'key', kind: 'categorical', values: atoms, init: { byPosition: keys } },
			{ name: 'value', ...carried, init: { byPosition: values } },
			{ name: 'output', ...carried, init: { constant: undefined } },
		],
		stages: [
			{
				repeat: 1,
				layers: [
					{
						heads: [
							{
								output: 'output',
								value: 'value',
								where: offsets.length === 0 ? [byVariables] : [byVariables, { offsets }],
								combine,
								empty: 'undefined',
								keep: true,
							},
						],
						updates: [],
					},
				],
			},
		],
		output: { variable: 'output' },
	};
}

/** What each evaluator gives at a position. */
async function outputsAt(program: Program, length: number, position: number): Promise<readonly Value[]> {
	const tokens = Array.from({ length }, () => 'any');
	return Promise.all(Object.values(evaluators).map(async (run) => (await run(program, tokens)).output[position]));
}
