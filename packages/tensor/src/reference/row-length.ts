import type { Tensor } from '../tensor.js';

/** Columns of a matrix, the length of a vector. */
export function rowLength(tensor: Tensor): number {
	return tensor.shape.at(-1) ?? 1;
}

/** Rows of a matrix. */
export function rowCount(tensor: Tensor): number {
	return tensor.shape[0] ?? 1;
}
