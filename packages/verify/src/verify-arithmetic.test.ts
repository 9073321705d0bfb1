import { compile } from '@alta-ts/compiler';
import { type Head, PROGRAM_FORMAT, type Program, type Row, type TableUpdate, type Variable } from '@alta-ts/core';
import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const RUNS = 250;
const TOKENS = ['a', 'b', 'c', 'd', 'e'] as const;

/** Whole numbers from somewhere on, some of them left out. */
const values = fc
	.tuple(fc.integer({ min: -4, max: 4 }), fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 2, maxLength: 9 }))
	.map(([first, steps]) => steps.toSorted((a, b) => a - b).map((step) => first + step));

interface Declared {
	readonly name: string;
	readonly values: readonly number[];
	/** Where each token starts, as an index into the values. */
	readonly start: readonly number[];
}

const declared = (name: string): fc.Arbitrary<Declared> =>
	fc.record({ name: fc.constant(name), values, start: fc.array(fc.nat(100), { minLength: TOKENS.length, maxLength: TOKENS.length }) });

/** What a table computes from up to three numbers; undefined leaves the old value. */
type Formula = (x: number, y: number, z: number, range: { readonly min: number; readonly max: number }) => number | undefined;

const sums = fc.record({ signs: fc.tuple(sign(), sign(), sign()), offset: fc.integer({ min: -6, max: 6 }) });

const formulas: fc.Arbitrary<Formula> = fc.oneof(
	sums.map(
		({ signs, offset }): Formula =>
			(x, y, z, { min, max }) =>
				clamp(sumOf(signs, x, y, z) + offset, min, max),
	),
	sums.map(
		({ signs, offset }): Formula =>
			(x, y, z, { min, max }) =>
				min + modulo(sumOf(signs, x, y, z) + offset - min, max - min + 1),
	),
	sums.map(
		({ signs, offset }): Formula =>
			(x, y, z, { min, max }) =>
				sumOf(signs, x, y, z) < offset ? min : max,
	),
	sums.map(
		({ signs, offset }): Formula =>
			(x, y, z, { max }) =>
				sumOf(signs, x, y, z) === offset ? max : undefined,
	),
	fc.nat(2).map(
		(which): Formula =>
			(x, y, z) =>
				[x, y, z][which],
	),
);

function sign(): fc.Arbitrary<number> {
	return fc.constantFrom(-1, 0, 1);
}

function sumOf(signs: readonly [number, number, number], x: number, y: number, z: number): number {
	return signs[0] * x + signs[1] * y + signs[2] * z;
}

function clamp(value: number, min: number, max: number): number {
	return Math.min(Math.max(value, min), max);
}

function modulo(value: number, by: number): number {
	return ((value % by) + by) % by;
}

/** Programs whose tables are arithmetic on their own variables and on what heads find, in the part of the states where a condition holds. */
const programs: fc.Arbitrary<Program> = fc
	.record({
		own: fc.tuple(declared('x'), declared('y'), declared('z')),
		heads: fc.array(fc.record({ of: fc.nat(2), offset: fc.constantFrom(-1, 0, 1, undefined) }), { maxLength: 2 }),
		updates: fc.uniqueArray(
			fc.record({
				writes: fc.nat(2),
				reads: fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)),
				formula: formulas,
				modulus: fc.integer({ min: 1, max: 3 }),
			}),
			{ minLength: 1, maxLength: 3, selector: ({ writes }) => writes },
		),
		repeat: fc.integer({ min: 1, max: 4 }),
	})
	.map(({ own, heads, updates, repeat }): Program => {
		const variables: readonly Variable[] = own.map(({ name, values: list, start }) => ({
			name,
			kind: 'categorical',
			values: list,
			init: { byToken: start.map((at) => list[at % list.length]) },
		}));
		const outputs: readonly Variable[] = heads.map(({ of }, index) => ({
			name: `head${index}`,
			kind: 'categorical',
			values: own[of]?.values ?? [],
			init: { constant: undefined },
		}));
		return {
			format: PROGRAM_FORMAT,
			name: 'arithmetic',
			input: { tokens: TOKENS },
			variables: [...variables, ...outputs],
			stages: [
				{
					repeat,
					layers: [
						{
							heads: heads.map(
								({ of, offset }, index): Head => ({
									output: `head${index}`,
									value: own[of]?.name ?? 'x',
									// Without an offset, whoever has the same value: none, one or several.
									where: [offset === undefined ? { query: 'x', key: 'y', test: 'equal' } : { offsets: [offset] }],
									combine: 'only',
									empty: 'undefined',
									keep: false,
								}),
							),
							updates: updates.map(({ writes, reads, formula, modulus }) =>
								table([...variables, ...outputs], variables[writes], reads, formula, modulus),
							),
						},
					],
				},
			],
			output: { variable: 'x' },
		};
	});

function table(
	all: readonly Variable[],
	target: Variable | undefined,
	reads: readonly number[],
	formula: Formula,
	modulus: number,
): TableUpdate {
	const names = [...new Set(reads.map((at) => all[at % all.length]?.name ?? 'x'))];
	const numbers = (name: string | undefined): readonly number[] =>
		(all.find((each) => each.name === name)?.values ?? []).filter((value) => typeof value === 'number');
	const allowed = numbers(target?.name);
	const range = { min: allowed[0] ?? 0, max: allowed.at(-1) ?? 0 };
	const rows: Row[] = [];
	const visit = (chosen: readonly number[]): void => {
		const name = names[chosen.length];
		if (name !== undefined) {
			for (const value of numbers(name)) visit([...chosen, value]);
			return;
		}
		const [x = 0, y = 0, z = 0] = chosen;
		const value = modulo(x, modulus) === 0 ? formula(x, y, z, range) : undefined;
		if (value === undefined || !allowed.includes(value)) return;
		rows.push({ when: Object.fromEntries(names.map((each, at) => [each, [chosen[at]]])), value });
	};
	visit([]);
	return { reads: names, writes: target?.name ?? 'x', rows };
}

const inputs = fc.array(fc.array(fc.constantFrom(...TOKENS), { maxLength: 5 }), { minLength: 1, maxLength: 4 });

describe.each([
	['everything on', []],
	['no sums', ['linear-forms']],
	['one unit a rule', ['order', 'merge', 'write-enable']],
	['one-hot outputs', ['ordinals']],
] as const)('programs that calculate, with %s', (_, without) => {
	it('compute the same on symbols and through weights', async () => {
		const backend = createReferenceBackend();
		await fc.assert(
			fc.asyncProperty(programs, inputs, async (program, batch) => {
				const report = await verify(program, compile(program, { dtype: 'f32', without }), batch, { backend });
				expect(report.first).toBeNull();
			}),
			{ numRuns: RUNS },
		);
	}, 120_000);
});
