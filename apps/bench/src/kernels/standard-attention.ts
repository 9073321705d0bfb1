import type { OnnxNode } from './kernel.js';

/** Where heads are, and what is computed. */
export interface AttentionNodes {
	readonly heads: number;
	/** Columns of a head. */
	readonly width: number;
	readonly scale: number;
	/** What the output is called; `out` when absent. */
	readonly output?: string;
}

/** Softmax attention from `query`, `key` and `value`, [batch, length, heads · width], in operators of the standard. */
export function standardAttention({ heads, width, scale, output }: AttentionNodes): readonly OnnxNode[] {
	const split = (name: string, permutation: readonly number[]): readonly OnnxNode[] => [
		{ op: 'Reshape', inputs: [name, 'splitShape'], output: `${name}Split` },
		{ op: 'Transpose', inputs: [`${name}Split`], output: `${name}Heads`, attributes: { perm: { integers: permutation } } },
	];
	return [
		{ op: 'Constant', inputs: [], output: 'splitShape', attributes: { value_ints: { integers: [0, 0, heads, width] } } },
		{ op: 'Constant', inputs: [], output: 'joinShape', attributes: { value_ints: { integers: [0, 0, heads * width] } } },
		{ op: 'Constant', inputs: [], output: 'scale', attributes: { value_float: { float: scale } } },
		...split('query', [0, 2, 1, 3]),
		...split('key', [0, 2, 3, 1]),
		...split('value', [0, 2, 1, 3]),
		{ op: 'MatMul', inputs: ['queryHeads', 'keyHeads'], output: 'products' },
		{ op: 'Mul', inputs: ['products', 'scale'], output: 'scores' },
		{ op: 'Softmax', inputs: ['scores'], output: 'weights', attributes: { axis: { integer: -1 } } },
		{ op: 'MatMul', inputs: ['weights', 'valueHeads'], output: 'attendedHeads' },
		{ op: 'Transpose', inputs: ['attendedHeads'], output: 'attendedRows', attributes: { perm: { integers: [0, 2, 1, 3] } } },
		{ op: 'Reshape', inputs: ['attendedRows', 'joinShape'], ...(output === undefined ? {} : { output }) },
	];
}
