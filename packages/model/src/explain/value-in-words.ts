import { showValue, type Value } from '@alta-ts/core';

/** A value as explanations show it: as `showValue` does, with the minus sign of all numbers there. */
export function valueInWords(value: Value): string {
	if (typeof value === 'number') return showValue(value).replace('-', '−');
	return typeof value === 'object' ? `{${[...value].map(valueInWords).join(', ')}}` : showValue(value);
}
