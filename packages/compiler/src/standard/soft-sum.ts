import type { TensorDType } from '@alta-ts/model';
import { bounds, magnitude } from '../numbers/attainable.js';
import { errorAt, type NumericError, type NumericFact, noError, times } from '../numbers/numeric-error.js';
import type { Precision } from '../numbers/precision.js';
import { MOST_POSITIONS, roundings } from '../numbers/rounding.js';

/**
 * By how much the sink outscores the keys of a sum. Softmax then gives the sink all but nothing and each key e^−depth, up to a share of keys
 * · e^−depth that no rounding would notice; multiplied by e^depth, the average is the sum. In f16 these weights would vanish.
 */
const depths: Partial<Record<TensorDType, number>> = { f64: 64, f32: 32, bf16: 32 };

/** The depth of sums in a dtype; undefined where it has no room for one. */
export function sumDepth({ dtype }: Precision): number | undefined {
	return depths[dtype];
}

/** Roundings of a weight, of the factor behind it and of both products: exponentials and quotients can be off by a few units in the last place. */
const ROUNDINGS = 16;

/** How far a sum of up to `length` numbers can be off that is computed by softmax. */
export function softSumError(value: NumericFact, precision: Precision, length: number): NumericError {
	const depth = sumDepth(precision) ?? 0;
	const keys = Math.min(length, MOST_POSITIONS);
	const largest = magnitude(value.attainable);
	const share = keys * Math.exp(-depth);
	const relative = roundings(precision, keys + ROUNDINGS) + share;
	const inherited = times(length, errorAt(value, largest));
	const { min, max } = bounds(value.attainable);
	// Of numbers of one sign every partial sum is at most as large as the whole.
	if (min >= 0 || max <= 0) return { ...noError, absolute: times(1 + relative, inherited), relative };
	return { ...noError, absolute: inherited + times(length, times(relative, largest)) };
}
