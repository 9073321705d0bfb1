import { pythonText } from '../graph/python-text.js';
import type { GraphValue } from '../graph/value.js';
import { typeError } from './failures.js';

/** What a sequence is said to hold. Floats may have ints and truth values among them. */
export type SequenceType = 'string' | 'bool' | 'int' | 'float';

/**
 * The type of a sequence, from its values.
 *
 * @throws RaspError of class `RASPTypeError` where texts and numbers are mixed, or where a value is no atom.
 */
export function sequenceType(values: readonly GraphValue[]): SequenceType {
	const kinds = new Set(values.map((value) => typeof value));
	if (kinds.has('object') || kinds.has('undefined')) throw illegal(values);
	if (!kinds.has('string')) {
		if (kinds.has('number')) return 'float';
		return kinds.has('bigint') ? 'int' : 'bool';
	}
	if (kinds.size === 1) return 'string';
	throw mixed(values);
}

function mixed(values: readonly GraphValue[]): Error {
	return typeError(`attempted to create sequence with vals of different types:\n\t\t ${pythonText(values)}`, {
		what: `The sequence ${shortText(values)} mixes texts with numbers or truth values.`,
		why: 'All values of a sequence are of one type, and ints, floats and truth values are numbers together.',
		fix: 'Give values of one type at every position. An aggregate gives 0 where nothing is selected, unless it has a third argument.',
	});
}

function illegal(values: readonly GraphValue[]): Error {
	const detail = 'attempted to create sequence with illegal val types (vals must be bool, float, int or string)';
	return typeError(`${detail}:\n\t\t ${pythonText(values)}`, {
		what: `The sequence ${shortText(values)} holds values that are no atoms.`,
		why: 'A sequence holds ints, floats, texts or truth values.',
		fix: 'Use atoms at every position.',
	});
}

function shortText(values: readonly GraphValue[]): string {
	return values.length <= 8 ? pythonText(values) : `[${values.slice(0, 8).map(pythonText).join(', ')}, …]`;
}
