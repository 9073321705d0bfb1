import type { Comparison } from './comparison/comparison.js';
import { programComparisons } from './programs.js';

const MATMULS: readonly number[] = [64, 128, 256, 512, 1024];

const matmuls: readonly Comparison[] = MATMULS.map((size) => ({
	name: `matmul-${size}`,
	group: 'kernels',
	task: `A product of dense f32 matrices, ${size} × ${size} × ${size}, the second one known beforehand`,
	work: { kind: 'matmul', rows: size, inner: size, columns: size },
}));

const kernels: readonly Comparison[] = [
	...matmuls,
	{
		name: 'sparse-linear',
		group: 'kernels',
		task: '256 rows of 1,024 inputs, 1 % of them not zero, through weights of 1,024 × 1,024, 1 % of them not zero (the libraries do the dense product)',
		work: { kind: 'sparse-linear', rows: 256, inner: 1024, columns: 1024, inputDensity: 0.01, weightDensity: 0.01 },
	},
	{
		name: 'attention',
		group: 'kernels',
		task: 'Softmax attention, batch 8, 8 heads of 64 columns, length 128, no mask (onnxruntime: its fused operator MultiHeadAttention)',
		work: { kind: 'attention', batch: 8, heads: 8, length: 128, width: 64 },
	},
	{
		name: 'softmax',
		group: 'kernels',
		task: 'The softmax of 1,024 rows of 512 numbers',
		work: { kind: 'softmax', rows: 1024, columns: 512 },
	},
	{
		name: 'layer-norm',
		group: 'kernels',
		task: 'The layer normalisation of 1,024 rows of 512 numbers, with gain and bias',
		work: { kind: 'layer-norm', rows: 1024, columns: 512 },
	},
	{
		name: 'gather',
		group: 'kernels',
		task: '1,024 rows of 256 numbers by index, out of a table of 4,096',
		work: { kind: 'gather', rows: 1024, entries: 4096, columns: 256 },
	},
];

/** All comparisons, in the order they run. */
export const comparisons: readonly Comparison[] = [...kernels, ...programComparisons];
