import type { AttentionHead } from '@alta-ts/tensor';

/** Activations that kernels apply themselves. */
export type FusedActivation = 'none' | 'relu' | 'clipped-relu';

/** The fused activations by their number in the sources in `assembly`. */
export const FUSED: readonly FusedActivation[] = ['none', 'relu', 'clipped-relu'];

/** The kinds of heads by their number in the sources in `assembly`. */
export const HEAD_KINDS: readonly AttentionHead['kind'][] = ['softmax', 'hard', 'relu', 'linear'];

/** What a head is for all sequences of a batch. */
export interface HeadFacts {
	/** Columns of query and key, and of value and out; the strides are the columns of whole rows. */
	readonly keyWidth: number;
	readonly keyStride: number;
	readonly valueWidth: number;
	readonly valueStride: number;
	readonly scale: number;
	/** A query sees the keys at these offsets from it, both included; may be infinite. */
	readonly lowest: number;
	readonly highest: number;
	/** The address of the bias of offset 0, or 0; there is one for every offset within a sequence. A key whose bias is −∞ is not seen. */
	readonly bias: number;
	readonly kind: AttentionHead['kind'];
	/** Of the null key; undefined where there is none. */
	readonly logit: number | undefined;
}

/** Where the head's columns of one sequence begin. */
export interface HeadSequence {
	readonly query: number;
	readonly key: number;
	readonly value: number;
	readonly out: number;
	readonly length: number;
	/** The value of the null key; 0: zeros. */
	readonly nullValue: number;
}

/**
 * The dense work of a backend, over addresses of one memory. All numbers are f32, all matrices row-major without gaps. Sizes may be 0.
 */
export interface Kernels {
	readonly name: 'simd' | 'javascript';
	/** How many bytes an n × m matrix takes when it is packed. */
	packedBytes(n: number, m: number): number;
	/** Packs an n × m matrix into column panels, the form in which `matmul` reads its weight. */
	pack(weight: number, n: number, m: number, packed: number): void;
	/** out = activation(x · weight + bias), with x of rows × n and a packed weight of n × m. A bias of 0 is none. */
	matmul(x: number, rows: number, n: number, packed: number, m: number, bias: number, activation: FusedActivation, out: number): void;
	/** Softmax of each row; entries of −∞ get 0, rows of nothing else are zeros. */
	softmax(x: number, rows: number, columns: number, out: number): void;
	/** Normalises rows, then scales and shifts them. */
	layerNorm(x: number, rows: number, columns: number, gain: number, bias: number, epsilon: number, out: number): void;
	/** out = a + b, entry by entry; out may be a or b. */
	add(a: number, b: number, entries: number, out: number): void;
	/** The column of the largest entry of each row, the first on a tie; NaN never wins. */
	argmax(x: number, rows: number, columns: number, out: number): void;
	/** How many bytes of scratch memory `attend` needs for sequences up to this length. */
	attentionBytes(length: number, keyWidth: number, valueWidth: number): number;
	/** What one head gathers over one sequence. */
	attend(head: HeadFacts, sequence: HeadSequence, scratch: number): void;
}
