import type { Atom } from '@alta-ts/core';

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
