import { equalValues } from '../graph/compare.js';
import type { GraphValue } from '../graph/value.js';
import { sequenceType } from './sequence-type.js';
import { cellText } from './text.js';

/** Whether all values of a sequence are equal, and there are several. */
export function isUniform(values: readonly GraphValue[]): boolean {
	return values.length > 1 && values.every((value) => equalValues(value, values[0]));
}

/** A sequence as the console prints it: `[0, 1, 2] (ints)`, or `[5]*3 (ints)` where all values are equal. */
export function sequenceText(values: readonly GraphValue[]): string {
	const type = `(${sequenceType(values)}s)`;
	if (isUniform(values)) return `[${cellText(values[0])}]*${values.length} ${type}`;
	return `[${values.map(cellText).join(', ')}] ${type}`;
}
