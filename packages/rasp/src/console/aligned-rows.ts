import type { GraphValue } from '../graph/value.js';
import { sequenceType } from '../session/sequence-type.js';
import { cellText } from '../session/text.js';

/** Input and output below each other, cell by cell. Of truth values only the rarer is written. */
export function alignedRows(input: readonly GraphValue[], output: readonly GraphValue[]): readonly [string, string] {
	const [above, below] = [input.map(cellText), cells(output)];
	const width = Math.max(...[...above, ...below].map(widthOf));
	const row = (texts: readonly string[]): string => texts.map((text) => ' '.repeat(width - widthOf(text)) + text).join(' ');
	return [`input:   ${row(above)} \t (${typeOf(input)})`, `output:  ${row(below)} \t (${sequenceType(output)}s)`];
}

/** What an input holds; it may hold what a sequence may not. */
function typeOf(input: readonly GraphValue[]): string {
	const kinds = new Set(input.map((each) => typeof each));
	return kinds.has('object') || (kinds.has('string') && kinds.size > 1) ? 'mixed' : `${sequenceType(input)}s`;
}

function cells(values: readonly GraphValue[]): readonly string[] {
	if (sequenceType(values) !== 'bool') return values.map(cellText);
	const trues = values.filter((each) => each === true).length;
	const falses = values.length - trues;
	return values.map((each) => ((each === true ? trues <= falses : falses <= trues) ? cellText(each) : ''));
}

function widthOf(text: string): number {
	return [...text].length;
}
