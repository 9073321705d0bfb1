import type { SparseMatrix } from '@alta-ts/tensor';
import type { Kernel } from './kernel.js';
import { randomArray } from './random-array.js';
import { sparseRows } from './sparse-rows.js';

/** The sizes of a product of sparse matrices, [rows, inner] · [inner, columns]. */
export interface SparseLinearSizes {
	readonly kind: 'sparse-linear';
	readonly rows: number;
	readonly inner: number;
	readonly columns: number;
	/** Which part of the inputs, and of the weights, is not zero. */
	readonly inputDensity: number;
	readonly weightDensity: number;
}

/** A product with sparse weights of rows that are nearly all zeros, as in compiled models. Libraries without sparse products do the dense one. */
export function sparseLinear({ rows, inner, columns, inputDensity, weightDensity }: SparseLinearSizes): Kernel {
	const x = randomArray([rows, inner], 3, inputDensity);
	const weight = randomArray([inner, columns], 4, weightDensity);
	const compressed = sparseRows(weight);
	return {
		inputs: { x },
		constants: { weight: { ...weight, sparse: true } },
		outShape: [rows, columns],
		plain: () => product(x.data, compressed),
		steps: [{ op: 'linear', label: 'product', x: 'x', weight: 'weight', activation: 'none', out: 'out' }],
		nodes: [{ op: 'MatMul', inputs: ['x', 'weight'] }],
		tfjs: (tf, named) => tf.matMul(named('x'), named('weight')),
		jax: ({ numpy }, named) => numpy.matmul(named('x'), named('weight')),
	};
}

/** Visits nothing that is zero. */
function product(x: Float32Array, { shape: [inner, width], rowStarts, columns, values }: SparseMatrix): Float32Array {
	const rows = x.length / inner;
	const out = new Float32Array(rows * width);
	const sums = new Float64Array(width);
	for (let row = 0; row < rows; row++) {
		sums.fill(0);
		for (let k = 0; k < inner; k++) {
			const factor = x[row * inner + k] ?? 0;
			if (factor === 0) continue;
			const end = rowStarts[k + 1] ?? 0;
			for (let entry = rowStarts[k] ?? 0; entry < end; entry++) {
				const column = columns[entry] ?? 0;
				sums[column] = (sums[column] ?? 0) + factor * (values[entry] ?? 0);
			}
		}
		out.set(sums, row * width);
	}
	return out;
}
