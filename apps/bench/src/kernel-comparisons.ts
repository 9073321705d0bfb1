import type { Comparison } from './comparison/comparison.js';

/** A dense product of square matrices. */
export function matmul(size: number): Comparison {
	return {
		name: `matmul-${size}`,
		group: 'kernels',
		task: `A product of dense f32 matrices, ${size} × ${size} × ${size}, the second one known beforehand`,
		work: { kind: 'matmul', rows: size, inner: size, columns: size },
	};
}

/** A linear layer of which hardly anything is not zero. */
export const sparseLinear: Comparison = {
	name: 'sparse-linear',
	group: 'kernels',
	task: '256 rows of 1,024 inputs, 1 % of them not zero, through weights of 1,024 × 1,024, 1 % of them not zero (the libraries do the dense product)',
	work: { kind: 'sparse-linear', rows: 256, inner: 1024, columns: 1024, inputDensity: 0.01, weightDensity: 0.01 },
};

/** A softmax of rows. */
export const softmax: Comparison = {
	name: 'softmax',
	group: 'kernels',
	task: 'The softmax of 1,024 rows of 512 numbers',
	work: { kind: 'softmax', rows: 1024, columns: 512 },
};

/** A layer normalisation of rows. */
export const layerNorm: Comparison = {
	name: 'layer-norm',
	group: 'kernels',
	task: 'The layer normalisation of 1,024 rows of 512 numbers, with gain and bias',
	work: { kind: 'layer-norm', rows: 1024, columns: 512 },
};

/** Rows by index. */
export const gather: Comparison = {
	name: 'gather',
	group: 'kernels',
	task: '1,024 rows of 256 numbers by index, out of a table of 4,096',
	work: { kind: 'gather', rows: 1024, entries: 4096, columns: 256 },
};
