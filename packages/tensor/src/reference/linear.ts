import type { ActivationName } from '../plan.js';
import { store } from '../round-to.js';
import { isSparse } from '../sparse-matrix.js';
import type { SparseMatrix, Tensor } from '../tensor.js';
import { activate } from './activation.js';
import { rowCount, rowLength } from './row-length.js';

/**
 * out = activation(x · weight + bias).
 *
 * Each entry is summed in double precision: the bias first, then the products with the entries of x that are not zero, in ascending order. The
 * activation is applied to the sum, and the result rounded to the dtype of `out`. Leaving out zeros is what makes sparse activations cheap.
 */
export function linear(x: Tensor, weight: Tensor | SparseMatrix, bias: Tensor | undefined, activation: ActivationName, out: Tensor): void {
	const inputs = rowLength(x);
	const outputs = rowLength(out);
	const rows = rowCount(x);
	const numbers = x.data;
	const sums = new Float64Array(outputs);
	const addRow = isSparse(weight) ? addSparseRow(weight, sums) : addDenseRow(weight, sums);
	for (let row = 0; row < rows; row++) {
		if (bias === undefined) sums.fill(0);
		else sums.set(bias.data);
		const start = row * inputs;
		for (let input = 0; input < inputs; input++) {
			const factor = numbers[start + input] ?? 0;
			if (factor !== 0) addRow(input, factor);
		}
		activate(activation, sums);
		store(out.dtype, sums, out.data, row * outputs);
	}
}

function addDenseRow(weight: Tensor, sums: Float64Array): (row: number, factor: number) => void {
	const { data } = weight;
	const columns = sums.length;
	return (row, factor) => {
		const start = row * columns;
		for (let column = 0; column < columns; column++) sums[column] = (sums[column] ?? 0) + factor * (data[start + column] ?? 0);
	};
}

function addSparseRow(weight: SparseMatrix, sums: Float64Array): (row: number, factor: number) => void {
	const { rowStarts, columns, values } = weight;
	return (row, factor) => {
		const end = rowStarts[row + 1] ?? 0;
		for (let entry = rowStarts[row] ?? 0; entry < end; entry++) {
			const column = columns[entry] ?? 0;
			sums[column] = (sums[column] ?? 0) + factor * (values[entry] ?? 0);
		}
	};
}
