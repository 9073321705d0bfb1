/** Activations that kernels apply themselves. */
export type FusedActivation = 'none' | 'relu' | 'clipped-relu';

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
}
