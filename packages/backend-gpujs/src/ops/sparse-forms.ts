import type { SparseMatrix } from '@alta-ts/tensor';

/** Sparse rows or columns as kernels take them: where each starts, and the place and value of each entry. */
export interface SparseForm {
	readonly starts: Float32Array;
	readonly places: Float32Array;
	readonly values: Float32Array;
}

/** Entries by rows, with the column of each. */
export function byRows({ rowStarts, columns, values }: SparseMatrix): SparseForm {
	return { starts: Float32Array.from(rowStarts), places: Float32Array.from(columns), values: Float32Array.from(values) };
}

/** Entries by columns, with the row of each. */
export function byColumns({ shape: [rows, width], rowStarts, columns, values }: SparseMatrix): SparseForm {
	const starts = new Float32Array(width + 1);
	for (const column of columns) starts[column + 1] = (starts[column + 1] ?? 0) + 1;
	for (let column = 0; column < width; column++) starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
	const next = starts.slice();
	const places = new Float32Array(values.length);
	const sorted = new Float32Array(values.length);
	for (let row = 0; row < rows; row++) {
		for (let entry = rowStarts[row] ?? 0; entry < (rowStarts[row + 1] ?? 0); entry++) {
			const column = columns[entry] ?? 0;
			const at = next[column] ?? 0;
			next[column] = at + 1;
			places[at] = row;
			sorted[at] = values[entry] ?? 0;
		}
	}
	return { starts, places, values: sorted };
}
