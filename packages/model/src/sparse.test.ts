import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countNonzeros, countParameters, entryAt, toDense, toSparse, transpose } from './sparse.js';
import { sparseBuilder } from './sparse-builder.js';
import type { DenseTensor, SparseTensor } from './tensor.js';

const additions = fc
	.record({
		rows: fc.integer({ min: 1, max: 6 }),
		columns: fc.integer({ min: 1, max: 6 }),
		dtype: fc.constantFrom('f32' as const, 'f64' as const),
	})
	.chain(({ rows, columns, dtype }) =>
		fc.record({
			rows: fc.constant(rows),
			columns: fc.constant(columns),
			dtype: fc.constant(dtype),
			entries: fc.array(
				fc.record({
					row: fc.nat(rows - 1),
					column: fc.nat(columns - 1),
					value: fc.integer({ min: -2, max: 2 }),
					source: fc.integer({ min: -1, max: 5 }),
				}),
				{ maxLength: 30 },
			),
		}),
	);

function built(given: typeof additions extends fc.Arbitrary<infer T> ? T : never): SparseTensor {
	const builder = sparseBuilder(given.rows, given.columns, given.dtype);
	for (const { row, column, value, source } of given.entries) builder.add(row, column, value, source);
	return builder.build();
}

describe('sparseBuilder', () => {
	test('holds the sum of what was added at each place, and the first source', () => {
		fc.assert(
			fc.property(additions, (given) => {
				const tensor = built(given);
				for (let row = 0; row < given.rows; row++) {
					for (let column = 0; column < given.columns; column++) {
						const here = given.entries.filter((entry) => entry.row === row && entry.column === column);
						const value = here.reduce((sum, entry) => sum + entry.value, 0);
						const source = here.find((entry) => entry.source !== -1)?.source ?? -1;
						expect(entryAt(tensor, row, column)).toEqual({ value, source: value === 0 ? -1 : source });
					}
				}
			}),
		);
	});

	test('stores ascending columns and no zeros', () => {
		fc.assert(
			fc.property(additions, (given) => {
				const tensor = built(given);
				expect(tensor.values.every((value) => value !== 0)).toBe(true);
				expect(tensor.rowStarts.at(-1)).toBe(tensor.values.length);
				for (let row = 0; row < given.rows; row++) {
					const columns = [...tensor.columns.slice(tensor.rowStarts[row], tensor.rowStarts[row + 1])];
					expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
				}
			}),
		);
	});

	test('drops what rounds to zero in f32', () => {
		const builder = sparseBuilder(1, 1, 'f32');
		builder.add(0, 0, 1e-60);
		expect(builder.build().values).toEqual(new Float32Array(0));
	});

	test('takes huge matrices of few entries', () => {
		const builder = sparseBuilder(1000, 2_000_000_000, 'f32');
		builder.add(999, 1_999_999_999, 1);
		const tensor = builder.build();
		expect(countNonzeros(tensor)).toBe(1);
		expect(countParameters(tensor)).toBe(2e12);
		expect(entryAt(tensor, 999, 1_999_999_999).value).toBe(1);
	});

	test('ALTA3001: refuses a place outside', () => {
		const builder = sparseBuilder(2, 2, 'f32');
		for (const [row, column] of [
			[2, 0],
			[0, 2],
			[-1, 0],
			[0.5, 0],
			[0, Number.NaN],
		] as const) {
			expect(() => builder.add(row, column, 1)).toThrow('ALTA3001');
		}
		expect(() => entryAt(builder.build(), 0, 2)).toThrow('ALTA3001');
	});

	test('ALTA3002: refuses numbers that are not finite, in the dtype of the matrix', () => {
		const builder = sparseBuilder(1, 1, 'f32');
		expect(() => builder.add(0, 0, Number.NaN)).toThrow('ALTA3002');
		expect(() => builder.add(0, 0, Number.POSITIVE_INFINITY)).toThrow('ALTA3002');
		builder.add(0, 0, 1e39);
		expect(() => builder.build()).toThrow('ALTA3002');
	});
});

describe('toDense and toSparse', () => {
	test('are inverse, sources included', () => {
		fc.assert(
			fc.property(additions, (given) => {
				const tensor = built(given);
				expect(toSparse(toDense(tensor))).toEqual(tensor);
			}),
		);
	});

	test('agree on every entry', () => {
		fc.assert(
			fc.property(additions, (given) => {
				const tensor = built(given);
				const dense = toDense(tensor);
				for (let row = 0; row < given.rows; row++) {
					for (let column = 0; column < given.columns; column++) expect(entryAt(dense, row, column)).toEqual(entryAt(tensor, row, column));
				}
				expect(countNonzeros(dense)).toBe(countNonzeros(tensor));
				expect(countParameters(dense)).toBe(countParameters(tensor));
			}),
		);
	});

	test('ALTA3003: refuses a dense tensor that does not fit in memory', () => {
		expect(() => toDense(sparseBuilder(2_000, 2_000_000_000, 'f64').build())).toThrow('ALTA3003');
	});

	test('ALTA3004: only matrices can be sparse', () => {
		const cube: DenseTensor = { kind: 'dense', dtype: 'f32', shape: [1, 1, 1], data: new Float32Array(1) };
		expect(() => toSparse(cube)).toThrow('ALTA3004');
		expect(() => transpose(cube)).toThrow('ALTA3004');
		expect(() => entryAt(cube, 0, 0)).toThrow('ALTA3004');
	});
});

describe('transpose', () => {
	test('swaps rows and columns, sparse or dense', () => {
		fc.assert(
			fc.property(additions, (given) => {
				const tensor = built(given);
				const turned = transpose(tensor);
				expect(toDense(turned)).toEqual(transpose(toDense(tensor)));
				expect(transpose(turned)).toEqual(tensor);
				for (const { row, column } of given.entries) expect(entryAt(turned, column, row)).toEqual(entryAt(tensor, row, column));
			}),
		);
	});
});

describe('entryAt', () => {
	test('takes a vector for one row', () => {
		const bias: DenseTensor = { kind: 'dense', dtype: 'f64', shape: [2], data: Float64Array.of(3, 4), sources: Int32Array.of(-1, 7) };
		expect(entryAt(bias, 0, 1)).toEqual({ value: 4, source: 7 });
		expect(() => entryAt(bias, 1, 0)).toThrow('ALTA3001');
	});
});
