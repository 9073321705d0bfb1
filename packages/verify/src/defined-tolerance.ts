import type { TensorDType } from '@alta-ts/model';

/** By how much of itself a number is off at most when it is rounded. */
const ROUNDING: Readonly<Record<TensorDType, number>> = { f64: 2 ** -53, f32: 2 ** -24, f16: 2 ** -11, bf16: 2 ** -8 };

/** Roundings of an exponential, a quotient and a product, on a backend whose functions are a few units of error off. */
const OTHERS = 16;

/**
 * How far from 1 a coordinate may be that is a sum of weights of attention, as `defined` of a mean is. A weight is divided by the sum of as many as
 * there are keys, and weights are added up again; a backend may round after every key.
 *
 * @param dtype what the numbers are.
 */
export function definedTolerance(dtype: TensorDType, keys: number): number {
	const unit = ROUNDING[dtype];
	return 2 * Math.expm1(((OTHERS + keys) * unit) / (1 - unit));
}
