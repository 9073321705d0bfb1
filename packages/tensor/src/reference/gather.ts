import { outsideTableError } from '../run-errors.js';
import { isSparse } from '../sparse-matrix.js';
import type { SparseMatrix, Tensor } from '../tensor.js';

/**
 * Copies row `indices[r]` of the table to row `r` of `out`.
 *
 * @throws ALTA5025 when an index is outside the table.
 */
export function gather(table: Tensor | SparseMatrix, indices: Tensor, out: Tensor, where: readonly string[]): void {
	const entries = table.shape[0] ?? 0;
	const columns = table.shape[1] ?? 0;
	indices.data.forEach((index, row) => {
		if (index < 0 || index >= entries) throw outsideTableError(where, row, index, entries);
		if (!isSparse(table)) {
			out.data.set(table.data.subarray(index * columns, (index + 1) * columns), row * columns);
			return;
		}
		out.data.fill(0, row * columns, (row + 1) * columns);
		const end = table.rowStarts[index + 1] ?? 0;
		for (let entry = table.rowStarts[index] ?? 0; entry < end; entry++) {
			out.data[row * columns + (table.columns[entry] ?? 0)] = table.values[entry] ?? 0;
		}
	});
}
