import type { TensorDType } from '@alta-ts/model';

/** What the compiler has to know about an arithmetic to derive scales and margins. */
export interface Precision {
	readonly dtype: TensorDType;
	/** Bits of the significand, the hidden one included: integers up to 2^bits are exact. */
	readonly bits: number;
	/** Spacing of the numbers just above 1; bounds the relative error of an operation, rounding to nearest, twice over. */
	readonly epsilon: number;
	/** From here on e^(−x) is zero: it is below half the smallest number. */
	readonly vanishing: number;
	/** A power of two beyond `vanishing`: how far scores are kept apart. */
	readonly separation: number;
	/** Numbers of a program lie between `smallest` and `largest` in size, or are 0, so that scales and their products neither overflow nor vanish. */
	readonly smallest: number;
	readonly largest: number;
}

const precisions: Readonly<Record<TensorDType, Precision>> = {
	f32: { dtype: 'f32', bits: 24, epsilon: 2 ** -23, vanishing: 104, separation: 128, smallest: 2 ** -60, largest: 2 ** 60 },
	f64: { dtype: 'f64', bits: 53, epsilon: 2 ** -52, vanishing: 746, separation: 1024, smallest: 2 ** -400, largest: 2 ** 400 },
};

/** The precision of a dtype. */
export function precisionOf(dtype: TensorDType): Precision {
	return precisions[dtype];
}

/** Rounds a number to the dtype. */
export function round(precision: Precision, x: number): number {
	return precision.dtype === 'f32' ? Math.fround(x) : x;
}

/** The smallest power of two that is at least x, which is above 0 and finite. */
export function powerOfTwo(x: number): number {
	let power = 1;
	while (power < x) power *= 2;
	while (power / 2 >= x) power /= 2;
	return power;
}
