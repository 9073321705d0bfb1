import { pythonText } from '../graph/python-text.js';
import type { GraphValue } from '../graph/value.js';
import { rows } from '../session/apply.js';
import type { Example, Examples } from '../session/examples.js';
import type { Labels } from '../session/labels.js';
import { isUniform, sequenceText } from '../session/sequence-text.js';
import { atomText, cellText, functionText, valueText } from '../session/text.js';
import { type Dict, isAtom, isDict, isFunction, isList, isNode, isSelector, isSequence, type List, type Value } from '../session/value.js';
import { alignedRows } from './aligned-rows.js';

/** What listings depend on. */
export interface ListingOptions {
	readonly labels: Labels;
	readonly examples: Examples;
	/** Whether s-ops and selectors are shown without their examples, as they are while a file is loaded. */
	readonly bare: boolean;
}

/** Under the brackets of a list or a dict that takes several lines. */
const CLOSING = ' '.repeat(17);

/** How the paper's console lists a value under a name, or without one inside of a list or a dict. */
export function listing(value: Value, name: string | undefined, options: ListingOptions): readonly string[] {
	const equation = name === undefined ? '' : `${name} = `;
	if (isAtom(value)) return [`    value: ${equation} ${atomText(value)}`];
	if (isSelector(value)) return selectorListing(value, name, options);
	if (isSequence(value)) return sequenceListing(value, name, options);
	if (isFunction(value)) {
		const { name: called, parameters } = value.definition;
		return [`     ${value.scope.origin} function: ${functionText(called.name, parameters)}`];
	}
	if (isDict(value)) return dictListing(value, equation, options);
	return isList(value) ? listListing(value, equation, options) : [];
}

/** How the paper's console shows what an s-op or a selector makes of an input. */
export function applicationListing({ items, application }: List, { examples }: ListingOptions): readonly string[] {
	if (application === undefined) return [];
	const { applied, input } = application;
	if (isSelector(applied)) return ['\t = ', ...matrixLines(input.elements, items.map(truths))];
	return sequenceLines('\t = ', ' ', input.elements, items.filter(isAtom), examples);
}

/** The lines of a `show example`. */
export function exampleListing(which: 'both' | 's-op' | 'selector', { examples, labels }: ListingOptions): readonly string[] {
	const sOp = `\ts-op example: ${valueText(examples.sOp.value, labels)}`;
	const selector = `\tselector example: ${valueText(examples.selector.value, labels)}`;
	return which === 'both' ? [sOp, selector] : [which === 's-op' ? sOp : selector];
}

function sequenceListing(value: Value, name: string | undefined, { examples, labels, bare }: ListingOptions): readonly string[] {
	if (!isNode(value) || isSelector(value)) return [];
	const shown = name ?? labels.of(value);
	const head = `     s-op: ${shown}`;
	if (bare || !examples.shown.sOp) return [head];
	const { input, memory } = examples.sOp;
	if (!isSequence(value)) return [head];
	return [head, ...sequenceLines(' \t Example:', ` ${shown}(${input.text}) = `, input.elements, memory.values(value), examples)];
}

function selectorListing(value: Value, name: string | undefined, { examples, labels, bare }: ListingOptions): readonly string[] {
	if (!isSelector(value)) return [];
	const head = `     selector: ${name ?? labels.of(value)}`;
	if (bare || !examples.shown.selector) return [head];
	return [head, ' \t Example:', ...selectorLines(examples.selector, value)];
}

function selectorLines({ input, memory }: Example, value: Value): readonly string[] {
	return isSelector(value) ? matrixLines(input.elements, rows(memory.matrix(value))) : [];
}

/** A sequence on the line of its heading, or, in full display, below it as two aligned rows. */
function sequenceLines(
	heading: string,
	before: string,
	input: readonly GraphValue[],
	values: readonly GraphValue[],
	{ fullDisplay }: Examples,
): readonly string[] {
	if (!fullDisplay) return [`${heading}${before}${sequenceText(values)}`];
	if (isUniform(values)) return [`${heading}${before}${sequenceText(values)} [skipped full display: identical values]`];
	return [heading, ...alignedRows(input, values).map((row) => ` \t\t${row}`)];
}

/** A row for each query position, a column for each key position. Long tokens shift what follows them: nothing is aligned. */
function matrixLines(elements: readonly GraphValue[], matrix: readonly (readonly boolean[])[]): readonly string[] {
	const labels = elements.map(elementText);
	return [
		` \t\t\t     ${labels.join(' ')}`,
		...matrix.map((row, at) => ` \t\t\t ${labels[at] ?? ''} | ${row.map((cell) => (cell ? '1' : ' ')).join(' ')}`),
	];
}

function elementText(element: GraphValue): string {
	return typeof element === 'boolean' || typeof element === 'number' ? pythonText(element) : cellText(element);
}

function truths(row: Value): readonly boolean[] {
	return isList(row) ? row.items.map((cell) => cell === true) : [];
}

function listListing({ items }: List, equation: string, options: ListingOptions): readonly string[] {
	if (items.every(isAtom)) return [`     list: ${equation}${valueText({ kind: 'list', items }, options.labels)}`];
	const inner = items.flatMap((each) => prefixed(listing(each, undefined, options), '\t\t', '\t\t'));
	return [`     list: ${equation} [`, ...inner, `${CLOSING}]`];
}

function dictListing(dict: Dict, equation: string, options: ListingOptions): readonly string[] {
	const entries = [...dict.entries.values()];
	if (entries.every(([, each]) => isAtom(each))) return [`     dict: ${equation}${valueText(dict, options.labels)}`];
	const inner = entries.flatMap(([key, each]) => prefixed(listing(each, undefined, options), `\t\t\t ${atomText(key)} :`, '\t\t\t'));
	return [`     dict: ${equation} {`, ...inner, `${CLOSING}}`];
}

function prefixed(lines: readonly string[], first: string, others: string): readonly string[] {
	return lines.map((line, at) => (at === 0 ? first : others) + line);
}
