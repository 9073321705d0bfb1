import { roundTo, type TensorDType } from '@alta-ts/model';

/** What the compiler has to know about an arithmetic to derive scales and margins. */
export interface Precision {
	readonly dtype: TensorDType;
	/** Bits of the significand, the hidden one included: integers up to 2^bits are exact. */
	readonly bits: number;
	/** Spacing of the numbers just above 1; bounds the relative error of an operation, rounding to nearest, twice over. */
	readonly epsilon: number;
	/** The smallest number above 0: what is below half of it is rounded to 0. */
	readonly tiny: number;
	/** The largest finite number: weights and sums beyond it would be infinite. */
	readonly finite: number;
	/** From here on e^(−x) is zero: it is below half of `tiny`. */
	readonly vanishing: number;
	/** A power of two beyond `vanishing`: how far scores are kept apart. */
	readonly separation: number;
	/** Numbers of a program lie between `smallest` and `largest` in size, or are 0, so that scales and their products neither overflow nor vanish. */
	readonly smallest: number;
	readonly largest: number;
}

const precisions: Readonly<Record<TensorDType, Precision>> = {
	f64: {
		dtype: 'f64',
		bits: 53,
		epsilon: 2 ** -52,
		tiny: 2 ** -1074,
		finite: Number.MAX_VALUE,
		vanishing: 746,
		separation: 1024,
		smallest: 2 ** -400,
		largest: 2 ** 400,
	},
	f32: {
		dtype: 'f32',
		bits: 24,
		epsilon: 2 ** -23,
		tiny: 2 ** -149,
		finite: (2 - 2 ** -23) * 2 ** 127,
		vanishing: 104,
		separation: 128,
		smallest: 2 ** -60,
		largest: 2 ** 60,
	},
	f16: {
		dtype: 'f16',
		bits: 11,
		epsilon: 2 ** -10,
		tiny: 2 ** -24,
		finite: 65_504,
		vanishing: 17.4,
		separation: 32,
		smallest: 2 ** -14,
		largest: 2 ** 13,
	},
	bf16: {
		dtype: 'bf16',
		bits: 8,
		epsilon: 2 ** -7,
		tiny: 2 ** -133,
		finite: (2 - 2 ** -7) * 2 ** 127,
		// Devices exponentiate numbers of bf16 in f32, whose range is that of f32 and not a little smaller.
		vanishing: 104,
		separation: 128,
		smallest: 2 ** -60,
		largest: 2 ** 60,
	},
};

/** The precision of a dtype. */
export function precisionOf(dtype: TensorDType): Precision {
	return precisions[dtype];
}

/** Rounds a number to the dtype. */
export function round(precision: Precision, x: number): number {
	return roundTo(precision.dtype, x);
}

/** The smallest power of two that is at least x, which is above 0 and finite. */
export function powerOfTwo(x: number): number {
	let power = 1;
	while (power < x) power *= 2;
	while (power / 2 >= x) power /= 2;
	return power;
}
