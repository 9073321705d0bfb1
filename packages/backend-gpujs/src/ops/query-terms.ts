import type { AttentionHead } from '@alta-ts/tensor';
import type { SparseForm } from './sparse-forms.js';

/** What is not zero in the query of each group of attention, in the order of rows, then heads: its columns, and the values there. */
export function queryTerms(heads: readonly AttentionHead[], query: Float32Array, rows: number, columns: number): SparseForm {
	const starts = new Float32Array(rows * heads.length + 1);
	const places: number[] = [];
	const values: number[] = [];
	let group = 0;
	for (let row = 0; row < rows; row++) {
		for (const { keyColumns } of heads) {
			const [from, to] = keyColumns;
			for (let column = from; column < to; column++) {
				const value = query[row * columns + column] ?? 0;
				if (value === 0) continue;
				places.push(column);
				values.push(value);
			}
			group++;
			starts[group] = places.length;
		}
	}
	return { starts, places: Float32Array.from(places), values: Float32Array.from(values) };
}
