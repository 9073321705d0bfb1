import { type Attainable, bounds, magnitude, unitOf } from './attainable.js';
import { errorAt, type NumericError, type NumericFact, times } from './numeric-error.js';
import type { Precision } from './precision.js';
import { MOST_POSITIONS, roundings } from './rounding.js';

/** Roundings of a weight, 1 divided by how many keys are selected: devices divide with an error of one unit in the last place. */
const QUOTIENT = 2;

/**
 * How far the mean of up to `length` numbers can be off where every product and every partial sum is rounded.
 *
 * Every key that is not 0 adds roundings, and the more such keys there are the larger is the mean. So the error of numbers of similar size grows
 * with the square of their mean, and small means are as exact as a single quotient.
 */
export function meanError(value: NumericFact, precision: Precision, length: number): NumericError {
	const keys = Math.min(length, MOST_POSITIONS);
	const { min, max } = bounds(value.attainable);
	const largest = magnitude(value.attainable);
	if (largest === 0) return value.error;
	const least = leastSize(value.attainable);
	// A product with a power of two is exact, and the first of several numbers is not added to anything.
	const perKey = least === largest && isPowerOfTwo(largest) ? 1 : 2;
	// As long as the dtype counts that far, the number of keys, by which weights are divided, is exact.
	const once = QUOTIENT - 1 + (keys <= 2 ** precision.bits ? 0 : keys);
	const most = roundings(precision, once + perKey * keys);
	const absolute = value.error.absolute + vanishing(precision, keys, least, largest);
	if (min < 0 && max > 0) return { absolute: absolute + errorAt(value, largest) + times(most, largest), relative: 0, quadratic: 0 };
	const relative = value.error.relative + times(value.error.quadratic, largest);
	if (least === 0 || largest > 4 * least) return { absolute, relative: relative + most, quadratic: 0 };
	// A bound on many roundings is at most so many times this one.
	const each = most / (once + perKey * keys);
	return { absolute, relative: relative + once * each, quadratic: (perKey * each * keys) / least };
}

/** The smallest size of a number that is not 0; 0 where there is no such number, or no smallest. */
function leastSize(set: Attainable): number {
	if (set.kind !== 'finite') return unitOf(set) ?? 0;
	const sizes = set.values.filter((each) => each !== 0).map(Math.abs);
	return sizes.length === 0 ? 0 : Math.min(...sizes);
}

function isPowerOfTwo(x: number): boolean {
	return x > 0 && Number.isInteger(Math.log2(x));
}

/** What numbers lose that are so small, or become so small when the MLP divides them by up to four times the largest, that they have fewer bits. */
function vanishing({ tiny, epsilon }: Precision, keys: number, least: number, largest: number): number {
	const lastBit = (least / keys) * epsilon;
	return lastBit >= tiny * Math.max(1, 4 * largest) ? 0 : (keys + 2 * largest) * tiny;
}
