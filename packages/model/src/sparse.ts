import { altaError } from '@alta-ts/diagnostics';
import { dataOf } from './half-precision.js';
import { checkPlace, sparseBuilder } from './sparse-builder.js';
import type { DenseTensor, SparseTensor, Tensor, TensorData, TensorDType } from './tensor.js';

/** One number of a tensor and what put it there: an index into {@link Layout.sources}, −1 where nothing is known. */
export interface TensorEntry {
	readonly value: number;
	readonly source: number;
}

/**
 * Writes out every zero. A dense tensor is returned as it is.
 *
 * @throws ALTA3003 if there is not enough memory.
 * @example
 * ```ts
 * import { sparseBuilder, toDense } from '@alta-ts/model';
 * const builder = sparseBuilder(2, 2, 'f64');
 * builder.add(0, 1, 3);
 * Array.from(toDense(builder.build()).data) // => [0, 3, 0, 0]
 * ```
 */
export function toDense(tensor: Tensor): DenseTensor {
	if (tensor.kind === 'dense') return tensor;
	const [rows, columns] = tensor.shape;
	const data = zeros(tensor.dtype, rows, columns);
	const sources = tensor.sources === undefined ? undefined : new Int32Array(rows * columns).fill(-1);
	forEachEntry(tensor, (row, column, value, source) => {
		data[row * columns + column] = value;
		if (sources !== undefined) sources[row * columns + column] = source;
	});
	return { kind: 'dense', dtype: tensor.dtype, shape: tensor.shape, data, ...(sources === undefined ? {} : { sources }) };
}

function zeros(dtype: TensorDType, rows: number, columns: number): TensorData {
	try {
		return dtype === 'f64' ? new Float64Array(rows * columns) : new Float32Array(rows * columns);
	} catch (cause) {
		const facts = {
			what: `A matrix of ${rows} rows and ${columns} columns is too large to be dense.`,
			why: 'There is no memory for all of its zeros.',
			fix: 'Keep it sparse.',
		};
		throw altaError('ALTA3003', facts, { cause });
	}
}

/**
 * Leaves out every zero of a matrix. A sparse matrix is returned as it is.
 *
 * @throws ALTA3004 if the tensor is not a matrix.
 */
export function toSparse(tensor: Tensor): SparseTensor {
	if (tensor.kind === 'sparse') return tensor;
	const [rows, columns] = matrixShape(tensor);
	const builder = sparseBuilder(rows, columns, tensor.dtype);
	forEachEntry(tensor, (row, column, value, source) => {
		if (value !== 0) builder.add(row, column, value, source);
	});
	return builder.build();
}

/**
 * Swaps rows and columns of a matrix.
 *
 * @throws ALTA3004 if the tensor is not a matrix.
 */
export function transpose(tensor: SparseTensor): SparseTensor;
export function transpose(tensor: DenseTensor): DenseTensor;
export function transpose(tensor: Tensor): Tensor;
export function transpose(tensor: Tensor): Tensor {
	return tensor.kind === 'sparse' ? transposeSparse(tensor) : transposeDense(tensor);
}

function transposeSparse(tensor: SparseTensor): SparseTensor {
	const [rows, columns] = tensor.shape;
	const builder = sparseBuilder(columns, rows, tensor.dtype);
	forEachEntry(tensor, (row, column, value, source) => builder.add(column, row, value, source));
	return builder.build();
}

function transposeDense(tensor: DenseTensor): DenseTensor {
	const [rows, columns] = matrixShape(tensor);
	const data = dataOf(tensor.dtype, tensor.data);
	const sources = tensor.sources?.slice();
	forEachEntry(tensor, (row, column, value, source) => {
		data[column * rows + row] = value;
		if (sources !== undefined) sources[column * rows + row] = source;
	});
	return { kind: 'dense', dtype: tensor.dtype, shape: [columns, rows], data, ...(sources === undefined ? {} : { sources }) };
}

/** Calls `visit` for every entry that is stored, row by row. A vector counts as one row. */
export function forEachEntry(tensor: Tensor, visit: (row: number, column: number, value: number, source: number) => void): void {
	if (tensor.kind === 'dense') {
		const columns = tensor.shape.at(-1) ?? 1;
		for (const [index, value] of tensor.data.entries())
			visit(Math.floor(index / columns), index % columns, value, tensor.sources?.[index] ?? -1);
		return;
	}
	for (let row = 0; row < tensor.shape[0]; row++) {
		for (let index = tensor.rowStarts[row] ?? 0; index < (tensor.rowStarts[row + 1] ?? 0); index++) {
			visit(row, tensor.columns[index] ?? 0, tensor.values[index] ?? 0, tensor.sources?.[index] ?? -1);
		}
	}
}

/** How many numbers of a tensor are not zero. */
export function countNonzeros(tensor: Tensor): number {
	const values = tensor.kind === 'dense' ? tensor.data : tensor.values;
	let count = 0;
	for (const value of values) if (value !== 0) count++;
	return count;
}

/** How many numbers a tensor has, zeros included. */
export function countParameters(tensor: Tensor): number {
	return tensor.shape.reduce((product, size) => product * size, 1);
}

/**
 * The number at a place of a matrix, with what put it there. A vector counts as one row.
 *
 * @throws ALTA3001 if the place is outside the matrix, ALTA3004 if the tensor has more than two dimensions.
 */
export function entryAt(tensor: Tensor, row: number, column: number): TensorEntry {
	const [rows, columns] = tensor.shape.length === 1 ? [1, tensor.shape[0] ?? 0] : matrixShape(tensor);
	checkPlace(rows, columns, row, column);
	if (tensor.kind === 'dense')
		return { value: tensor.data[row * columns + column] ?? 0, source: tensor.sources?.[row * columns + column] ?? -1 };
	const index = findEntry(tensor, row, column);
	return index === -1 ? { value: 0, source: -1 } : { value: tensor.values[index] ?? 0, source: tensor.sources?.[index] ?? -1 };
}

/** The index of the entry, found by bisection; −1 if it is not stored. */
function findEntry(tensor: SparseTensor, row: number, column: number): number {
	let from = tensor.rowStarts[row] ?? 0;
	let to = tensor.rowStarts[row + 1] ?? 0;
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((tensor.columns[middle] ?? 0) < column) from = middle + 1;
		else to = middle;
	}
	return from < (tensor.rowStarts[row + 1] ?? 0) && tensor.columns[from] === column ? from : -1;
}

function matrixShape(tensor: Tensor): readonly [number, number] {
	const [rows, columns, ...more] = tensor.shape;
	if (rows !== undefined && columns !== undefined && more.length === 0) return [rows, columns];
	throw altaError('ALTA3004', {
		what: `A tensor of shape [${tensor.shape.join(', ')}] is not a matrix.`,
		why: 'The operation needs rows and columns.',
		fix: 'Pass a tensor of two dimensions.',
	});
}
