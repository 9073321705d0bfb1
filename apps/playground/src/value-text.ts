import type { Value } from '@alta-ts/core';

/** A value for people: atoms as they are, sets in braces, and undefined as `·`. */
export function valueText(value: Value): string {
	if (value === undefined) return '·';
	return typeof value === 'object' ? `{${[...value].join(',')}}` : String(value);
}
