import type { SparseMatrix } from '@alta-ts/tensor';

/** A matrix in compressed columns: entries of column `c` are `starts[c]` to `starts[c + 1]`, rows ascending. */
export interface CompressedColumns {
	readonly starts: Int32Array;
	readonly rows: Int32Array;
	readonly values: Float32Array;
}

/** The same matrix by its columns. */
export function byColumns({ shape: [rows, width], rowStarts, columns, values }: SparseMatrix): CompressedColumns {
	const starts = new Int32Array(width + 1);
	for (const column of columns) starts[column + 1] = (starts[column + 1] ?? 0) + 1;
	for (let column = 0; column < width; column++) starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
	const next = starts.slice();
	const turned = { starts, rows: new Int32Array(columns.length), values: new Float32Array(columns.length) };
	for (let row = 0; row < rows; row++) {
		const end = rowStarts[row + 1] ?? 0;
		for (let entry = rowStarts[row] ?? 0; entry < end; entry++) {
			const column = columns[entry] ?? 0;
			const place = next[column] ?? 0;
			next[column] = place + 1;
			turned.rows[place] = row;
			turned.values[place] = values[entry] ?? 0;
		}
	}
	return turned;
}
