import { type AttentionSizes, attention } from './attention.js';
import { type GatherSizes, gather } from './gather.js';
import type { Kernel } from './kernel.js';
import { type LayerNormSizes, layerNorm } from './layer-norm.js';
import { type MatmulSizes, matmul } from './matmul.js';
import { type SoftmaxSizes, softmax } from './softmax.js';
import { type SparseLinearSizes, sparseLinear } from './sparse-linear.js';
import { type TransformerBlockSizes, transformerBlock } from './transformer-block.js';

/** Which kernel, and how large. */
export type KernelSizes =
	| MatmulSizes
	| SparseLinearSizes
	| AttentionSizes
	| SoftmaxSizes
	| LayerNormSizes
	| GatherSizes
	| TransformerBlockSizes;

/** The kernel of these sizes, with its numbers. */
export function makeKernel(sizes: KernelSizes): Kernel {
	switch (sizes.kind) {
		case 'matmul':
			return matmul(sizes);
		case 'sparse-linear':
			return sparseLinear(sizes);
		case 'attention':
			return attention(sizes);
		case 'softmax':
			return softmax(sizes);
		case 'layer-norm':
			return layerNorm(sizes);
		case 'gather':
			return gather(sizes);
		case 'transformer-block':
			return transformerBlock(sizes);
	}
}
