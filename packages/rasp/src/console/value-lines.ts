import type { Labels } from '../session/labels.js';
import { selectorRows } from '../session/result.js';
import { sequenceText } from '../session/sequence-text.js';
import { cellText, literalText } from '../session/text.js';
import { isAtom, isList, isSelector, type Value } from '../session/value.js';
import { selectorLines } from './selector-lines.js';

/** A value for a reader: a sequence with its type, a selector as a square of tokens by tokens, anything else as it is written. */
export function valueLines(value: Value, labels: Labels): readonly string[] {
	if (!isList(value) || value.application === undefined) return [literalText(value, labels)];
	const { applied, input } = value.application;
	if (isSelector(applied)) return selectorLines(input.elements.map(cellText), selectorRows(value));
	return [sequenceText(value.items.filter(isAtom))];
}
