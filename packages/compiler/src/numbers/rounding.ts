import type { Precision } from './precision.js';

/** The most positions an input can have: backends count rows with 32 bits. */
export const MOST_POSITIONS: number = 2 ** 31 - 1;

/**
 * A bound on the relative error of a number that is the result of so many products, quotients and sums of numbers of one sign, one after the
 * other, each rounded to the dtype.
 */
export function roundings(precision: Precision, count: number): number {
	const unit = precision.epsilon / 2;
	return Math.expm1((count * unit) / (1 - unit));
}

/** How many roundings there can be before the relative error is larger than this: the inverse of {@link roundings}. */
export function mostSummands(precision: Precision, error: number): number {
	const unit = precision.epsilon / 2;
	return Math.min(MOST_POSITIONS, Math.floor((Math.log1p(error) * (1 - unit)) / unit));
}

/** The largest number of the dtype that is at most x. */
export function floorTo(precision: Precision, x: number): number {
	const spacing = spacingAt(precision, x);
	return Math.floor(x / spacing) * spacing;
}

/** The smallest number of the dtype that is at least x. */
export function ceilTo(precision: Precision, x: number): number {
	return 0 - floorTo(precision, -x);
}

/** How far the numbers of the dtype are apart around x. */
function spacingAt({ epsilon, tiny }: Precision, x: number): number {
	let power = 2 ** Math.floor(Math.log2(Math.abs(x)));
	if (power > Math.abs(x)) power /= 2;
	return Math.max(power * epsilon, tiny);
}
