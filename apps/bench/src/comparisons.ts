import type { Comparison } from './comparison/comparison.js';
import { gather, layerNorm, matmul, softmax, sparseLinear } from './kernel-comparisons.js';
import { programComparisons } from './programs.js';

const kernels: readonly Comparison[] = [
	...[64, 128, 256, 512, 1024].map((size) => matmul(size)),
	sparseLinear,
	{
		name: 'attention',
		group: 'kernels',
		task: 'Softmax attention, batch 8, 8 heads of 64 columns, length 128, no mask (onnxruntime: its fused operator MultiHeadAttention)',
		work: { kind: 'attention', batch: 8, heads: 8, length: 128, width: 64 },
	},
	softmax,
	layerNorm,
	gather,
];

/** All comparisons, in the order they run. */
export const comparisons: readonly Comparison[] = [...kernels, ...programComparisons];
