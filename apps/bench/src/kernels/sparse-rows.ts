import type { SparseMatrix } from '@alta-ts/tensor';
import type { HostArray } from './kernel.js';

/** A matrix in compressed rows. */
export function sparseRows({ shape, data }: HostArray): SparseMatrix {
	const [rows = 0, columns = 0] = shape;
	const rowStarts = new Int32Array(rows + 1);
	const places: number[] = [];
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) if (data[row * columns + column] !== 0) places.push(row * columns + column);
		rowStarts[row + 1] = places.length;
	}
	return {
		dtype: 'f32',
		shape: [rows, columns],
		rowStarts,
		columns: Int32Array.from(places, (place) => place % columns),
		values: Float32Array.from(places, (place) => data[place] ?? 0),
	};
}
