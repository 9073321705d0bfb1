import type { Fn } from './base.js';
import type { Cube } from './cubes.js';

/** What a head adds up: a value, over what a cube selects. */
export interface Sum {
	readonly cube: Cube;
	readonly value: Fn;
}

/** A sum that floats are next to: products of a mean and a count, and sums and differences of such. */
export interface Tally extends Sum {
	/** What no such sum, and none that it is made of, is beyond. */
	readonly bound: number;
	/** Products, and differences of two, are exactly 0 where the sum is. */
	readonly kind: 'product' | 'difference' | 'mixed';
}
