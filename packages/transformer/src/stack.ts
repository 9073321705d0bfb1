import { type DenseTensor, forEachEntry, sparseBuilder, type Tensor } from '@alta-ts/model';
import { commonDType } from './common-dtype.js';

/**
 * Matrices side by side, as one of the same number of rows. The result is sparse as soon as one of them is.
 *
 * @param rows the number of rows, for the case that there are no matrices.
 */
export function beside(matrices: readonly Tensor[], rows: number): Tensor {
	const columns = sum(matrices.map((matrix) => matrix.shape[1] ?? 0));
	let offset = 0;
	return assemble(matrices, rows, columns, (matrix) => {
		const start = offset;
		offset += matrix.shape[1] ?? 0;
		return (row, column) => [row, start + column];
	});
}

/**
 * Matrices one below the other, as one of the same number of columns. The result is sparse as soon as one of them is.
 *
 * @param columns the number of columns, for the case that there are no matrices.
 */
export function below(matrices: readonly Tensor[], columns: number): Tensor {
	const rows = sum(matrices.map((matrix) => matrix.shape[0] ?? 0));
	let offset = 0;
	return assemble(matrices, rows, columns, (matrix) => {
		const start = offset;
		offset += matrix.shape[0] ?? 0;
		return (row, column) => [start + row, column];
	});
}

type Place = (row: number, column: number) => readonly [row: number, column: number];

function assemble(matrices: readonly Tensor[], rows: number, columns: number, placeOf: (matrix: Tensor) => Place): Tensor {
	const dtype = commonDType(matrices.map((matrix) => matrix.dtype));
	if (matrices.some((matrix) => matrix.kind === 'sparse')) {
		const builder = sparseBuilder(rows, columns, dtype);
		for (const matrix of matrices) {
			const place = placeOf(matrix);
			forEachEntry(matrix, (row, column, value) => {
				if (value !== 0) builder.add(...place(row, column), value);
			});
		}
		return builder.build();
	}
	const data = dtype === 'f64' ? new Float64Array(rows * columns) : new Float32Array(rows * columns);
	for (const matrix of matrices) {
		const place = placeOf(matrix);
		forEachEntry(matrix, (row, column, value) => {
			const [toRow, toColumn] = place(row, column);
			data[toRow * columns + toColumn] = value;
		});
	}
	return { kind: 'dense', dtype, shape: [rows, columns], data } satisfies DenseTensor;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
