import type { Atom } from '@alta-ts/core';
import type { Precision } from '../numbers/precision.js';

/** Beyond this span, whole numbers are coded by their place in the list. */
const LARGEST_SPAN = 4096;

/**
 * A whole number of at least 1 for each value of a categorical variable, ascending, so that 0 is left for undefined. Where the values are
 * ascending whole numbers the codes keep their distances, so that sums and differences of codes mean what they mean for the values;
 * otherwise a code is a place in the list.
 */
export function valueCodes(values: readonly Atom[]): readonly number[] {
	const first = values[0];
	const last = values.at(-1);
	const areNumbers = values.every((value, index) => Number.isInteger(value) && (index === 0 || Number(value) > Number(values[index - 1])));
	if (areNumbers && typeof first === 'number' && typeof last === 'number' && last - first <= LARGEST_SPAN)
		return values.map((value) => Number(value) - first + 1);
	return values.map((_, index) => index + 1);
}

/** Room for the conditions that are added up together with a code. */
const ROOM = 8;

/** The largest code, or sum of codes, that units of an arithmetic can add up exactly together with a few conditions. */
export function largestExactCode({ bits }: Precision): number {
	return 2 ** bits / ROOM;
}
