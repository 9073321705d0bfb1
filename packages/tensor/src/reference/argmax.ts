import type { Tensor } from '../tensor.js';
import { rowCount, rowLength } from './row-length.js';

/** The column of the largest entry of each row, the first on a tie. NaN never wins; a row of nothing but NaN gives 0. */
export function argmax(x: Tensor, out: Tensor): void {
	const columns = rowLength(x);
	for (let row = 0; row < rowCount(x); row++) {
		let best = 0;
		let largest = Number.NaN;
		for (let column = 0; column < columns; column++) {
			const entry = x.data[row * columns + column] ?? 0;
			if (entry > largest || (Number.isNaN(largest) && !Number.isNaN(entry))) {
				largest = entry;
				best = column;
			}
		}
		out.data[row] = best;
	}
}
