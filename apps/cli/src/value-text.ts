import type { Value } from '@alta-ts/core';

/** How undefined is shown where people read. */
export const UNDEFINED_MARK = '·';

/** A value as a token: atoms as they are, sets in braces, and undefined as `·`. */
export function valueText(value: Value): string {
	if (value === undefined) return UNDEFINED_MARK;
	return typeof value === 'object' ? `{${[...value].join(',')}}` : String(value);
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
