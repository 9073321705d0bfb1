import type { Kernel } from './kernel.js';
import { randomArray } from './random-array.js';

/** The sizes of a product of matrices, [rows, inner] · [inner, columns]. */
export interface MatmulSizes {
	readonly kind: 'matmul';
	readonly rows: number;
	readonly inner: number;
	readonly columns: number;
}

/** A product of dense matrices. */
export function matmul({ rows, inner, columns }: MatmulSizes): Kernel {
	const x = randomArray([rows, inner], 1);
	const weight = randomArray([inner, columns], 2);
	return {
		inputs: { x },
		constants: { weight },
		outShape: [rows, columns],
		plain: () => product(x.data, weight.data, inner, columns),
		steps: [{ op: 'linear', label: 'product', x: 'x', weight: 'weight', activation: 'none', out: 'out' }],
		nodes: [{ op: 'MatMul', inputs: ['x', 'weight'] }],
		tfjs: (tf, named) => tf.matMul(named('x'), named('weight')),
		jax: ({ numpy }, named) => numpy.matmul(named('x'), named('weight')),
	};
}

/** The loops. */
export function product(x: Float32Array, weight: Float32Array, inner: number, columns: number): Float32Array {
	const rows = x.length / inner;
	const out = new Float32Array(rows * columns);
	const sums = new Float64Array(columns);
	for (let row = 0; row < rows; row++) {
		sums.fill(0);
		for (let k = 0; k < inner; k++) {
			const factor = x[row * inner + k] ?? 0;
			const start = k * columns;
			for (let column = 0; column < columns; column++) sums[column] = (sums[column] ?? 0) + factor * (weight[start + column] ?? 0);
		}
		out.set(sums, row * columns);
	}
	return out;
}
