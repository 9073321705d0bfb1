import { altaError } from '@alta-ts/diagnostics';
import { dataOf } from './half-precision.js';
import type { SparseTensor, TensorDType } from './tensor.js';

/** Collects the entries of a sparse matrix in any order. */
export interface SparseBuilder {
	readonly rows: number;
	readonly columns: number;
	readonly dtype: TensorDType;
	/**
	 * Adds `value` to the entry at (`row`, `column`), which starts at 0. The first `source` given for an entry is the one it keeps.
	 *
	 * @throws ALTA3001 if the place is outside the matrix, ALTA3002 if the value is not finite.
	 */
	add(row: number, column: number, value: number, source?: number): void;
	/** The matrix so far, without the entries that are zero. The builder can be used on. */
	build(): SparseTensor;
}

/**
 * Starts a sparse matrix. Time and memory grow with the rows and the entries added, never with `rows × columns`.
 *
 * @example
 * ```ts
 * import { sparseBuilder } from '@alta-ts/model';
 * const builder = sparseBuilder(2, 3, 'f32');
 * builder.add(1, 2, 0.5);
 * builder.add(1, 2, 0.25);
 * Array.from(builder.build().values) // => [0.75]
 * ```
 */
export function sparseBuilder(rows: number, columns: number, dtype: TensorDType): SparseBuilder {
	const entries: Entries = { rows: [], columns: [], values: [], sources: [] };
	return {
		rows,
		columns,
		dtype,
		add(row, column, value, source = -1) {
			checkPlace(rows, columns, row, column);
			checkFinite(value, row, column);
			entries.rows.push(row);
			entries.columns.push(column);
			entries.values.push(value);
			entries.sources.push(source);
		},
		build: () => compress(rows, columns, dtype, entries),
	};
}

/** Entries in the order they were added; several may be at one place. */
interface Entries {
	readonly rows: number[];
	readonly columns: number[];
	readonly values: number[];
	readonly sources: number[];
}

/** Throws ALTA3001 unless the place is inside a matrix of this size. */
export function checkPlace(rows: number, columns: number, row: number, column: number): void {
	if (isIndex(row, rows) && isIndex(column, columns)) return;
	throw altaError('ALTA3001', {
		what: `There is no entry (${row}, ${column}) in a matrix of ${rows} rows and ${columns} columns.`,
		why: 'Rows and columns are whole numbers from 0 to one less than their number.',
		fix: 'Look up the coordinate in the layout, and create the matrix with the size of what it maps between.',
	});
}

function isIndex(index: number, size: number): boolean {
	return Number.isInteger(index) && index >= 0 && index < size;
}

function checkFinite(value: number, row: number, column: number): void {
	if (Number.isFinite(value)) return;
	throw altaError('ALTA3002', {
		what: `The entry (${row}, ${column}) is ${value}.`,
		why: 'Weights are finite numbers: a NaN or an infinity would spread to every result that reads it.',
		fix: 'Use a large finite number instead of an infinity, and find out where a NaN comes from.',
	});
}

function compress(rows: number, columns: number, dtype: TensorDType, entries: Entries): SparseTensor {
	const merged: Entries = { rows: [], columns: [], values: [], sources: [] };
	for (const index of orderOf(rows, entries)) addInOrder(merged, entries, index);
	return keepNonzeros(rows, columns, dtype, merged);
}

/** The indices of all entries, by row and then by column; of equal places the one added first comes first. */
function orderOf(rows: number, entries: Entries): Int32Array {
	const ends = new Int32Array(rows + 1);
	for (const row of entries.rows) ends[row + 1] = (ends[row + 1] ?? 0) + 1;
	for (let row = 0; row < rows; row++) ends[row + 1] = (ends[row + 1] ?? 0) + (ends[row] ?? 0);
	const order = new Int32Array(entries.rows.length);
	// Each of these is where a row begins, until the row is filled.
	for (const [index, row] of entries.rows.entries()) {
		const place = ends[row] ?? 0;
		order[place] = index;
		ends[row] = place + 1;
	}
	let start = 0;
	for (let row = 0; row < rows; row++) {
		const end = ends[row] ?? 0;
		sortByColumn(order.subarray(start, end), entries.columns);
		start = end;
	}
	return order;
}

function sortByColumn(row: Int32Array, columns: readonly number[]): void {
	// Matrices are often filled column by column, so that there is nothing to do.
	const isSorted = row.every((index, place) => place === 0 || (columns[row[place - 1] ?? 0] ?? 0) <= (columns[index] ?? 0));
	if (!isSorted) row.sort((a, b) => (columns[a] ?? 0) - (columns[b] ?? 0) || a - b);
}

function addInOrder(merged: Entries, entries: Entries, index: number): void {
	const row = entries.rows[index] ?? 0;
	const column = entries.columns[index] ?? 0;
	const value = entries.values[index] ?? 0;
	const source = entries.sources[index] ?? -1;
	const last = merged.rows.length - 1;
	if (merged.rows[last] !== row || merged.columns[last] !== column) {
		merged.rows.push(row);
		merged.columns.push(column);
		merged.values.push(value);
		merged.sources.push(source);
		return;
	}
	merged.values[last] = (merged.values[last] ?? 0) + value;
	if (merged.sources[last] === -1) merged.sources[last] = source;
}

function keepNonzeros(rows: number, columns: number, dtype: TensorDType, entries: Entries): SparseTensor {
	// Rounding to the dtype comes first: a sum may only become zero, or infinite, in the dtype.
	const rounded = dataOf(dtype, entries.values);
	const kept = entries.rows.map((_, index) => index).filter((index) => rounded[index] !== 0);
	const rowStarts = new Int32Array(rows + 1);
	for (const index of kept) {
		const row = entries.rows[index] ?? 0;
		checkFinite(rounded[index] ?? 0, row, entries.columns[index] ?? 0);
		rowStarts[row + 1] = (rowStarts[row + 1] ?? 0) + 1;
	}
	for (let row = 0; row < rows; row++) rowStarts[row + 1] = (rowStarts[row + 1] ?? 0) + (rowStarts[row] ?? 0);
	const sources = Int32Array.from(kept, (index) => entries.sources[index] ?? -1);
	return {
		kind: 'sparse',
		dtype,
		shape: [rows, columns],
		rowStarts,
		columns: Int32Array.from(kept, (index) => entries.columns[index] ?? 0),
		values: dataOf(
			dtype,
			kept.map((index) => rounded[index] ?? 0),
		),
		...(sources.some((source) => source !== -1) ? { sources } : {}),
	};
}
