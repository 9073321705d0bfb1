import type { SparseMatrix, Tensor } from './tensor.js';

/** Whether a constant is a matrix in compressed rows. */
export function isSparse(constant: Tensor | SparseMatrix): constant is SparseMatrix {
	return 'rowStarts' in constant;
}

/** What is wrong with the arrays of a sparse matrix, as a sentence; undefined when nothing is. */
export function sparseFault(matrix: SparseMatrix): string | undefined {
	const { shape, rowStarts, columns, values } = matrix;
	const [rows, width] = shape;
	if (rowStarts.length !== rows + 1) return `rowStarts has ${rowStarts.length} entries, ${rows} rows need ${rows + 1}`;
	if (columns.length !== values.length) return `there are ${columns.length} columns for ${values.length} values`;
	if (rowStarts[0] !== 0 || rowStarts[rows] !== values.length)
		return `rowStarts goes from ${rowStarts[0]} to ${rowStarts[rows]}, not from 0 to ${values.length}`;
	for (let row = 0; row < rows; row++) {
		const from = rowStarts[row] ?? 0;
		const to = rowStarts[row + 1] ?? 0;
		if (to < from) return `rowStarts descends at row ${row}`;
		for (let entry = from; entry < to; entry++) {
			const column = columns[entry] ?? -1;
			if (column < 0 || column >= width) return `row ${row} has an entry in column ${column} of ${width}`;
			if (entry > from && column <= (columns[entry - 1] ?? -1)) return `the columns of row ${row} do not ascend`;
		}
	}
	return undefined;
}
