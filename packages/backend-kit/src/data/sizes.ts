import type { FloatDType } from '@alta-ts/tensor';

/** Sizes below, at and beyond those in which devices work: vectors of 4, lanes of 32, workgroups of 64 and 256. 0 is a size, too. */
export const SIZES: readonly number[] = [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257];

/** Some of them, for ops whose cost grows with the square. */
export const FEW_SIZES: readonly number[] = [0, 1, 3, 4, 5, 31, 32, 33, 63, 64, 65, 257];

/** Every float. */
export const FLOATS: readonly FloatDType[] = ['f32', 'f64', 'f16', 'bf16'];

/** Ragged batches, by the lengths of their sequences: none, empty ones at either end and in between, short ones, one long one. */
export const BATCHES: readonly (readonly number[])[] = [
	[],
	[0],
	[0, 0, 0],
	[1],
	[0, 1, 0],
	[3, 0, 2],
	[0, 5, 33, 0, 1, 0],
	[31, 32, 33, 1],
	[65],
];
