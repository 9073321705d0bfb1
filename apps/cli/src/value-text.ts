import type { Value } from '@alta-ts/core';

/** How undefined is shown where people read. */
export const UNDEFINED_MARK = '·';

/** A value as a token: atoms as they are, sets in braces, and undefined as `·`. */
export function valueText(value: Value): string {
	if (value === undefined) return UNDEFINED_MARK;
	if (typeof value === 'number') return numberText(value);
	return typeof value === 'object' ? `{${[...value].join(',')}}` : String(value);
}

/** As many digits as tell any two numbers of single precision apart. */
const SINGLE_DIGITS = 9;

/** A number in digits; one of single precision in as few as tell it from its neighbours there, so that a third is not 0.3333333432674408. */
function numberText(value: number): string {
	if (Number.isInteger(value) || Math.fround(value) !== value) return String(value);
	for (let digits = 6; digits < SINGLE_DIGITS; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return String(short);
	}
	return String(Number(value.toPrecision(SINGLE_DIGITS)));
}

/** A value as an output token in JSON: text, or null where it is undefined. */
export function tokenJson(value: Value): string | null {
	return value === undefined ? null : valueText(value);
}

/** A value as JSON, in the form programs have in files: undefined is null and a set `{"set":[…]}`. */
export function valueJson(value: Value): unknown {
	if (value === undefined) return null;
	return typeof value === 'object' ? { set: [...value] } : value;
}
