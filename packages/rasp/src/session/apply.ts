import { createMemory } from '../graph/memory.js';
import type { Selector, SOp } from '../graph/node.js';
import type { RaspError } from '../graph/rasp-error.js';
import type { SelectorMatrix } from '../graph/selector-matrix.js';
import type { GraphValue } from '../graph/value.js';
import { typeError } from './failures.js';
import type { Labels } from './labels.js';
import { sequenceType } from './sequence-type.js';
import { valueText } from './text.js';
import { type Atom, type Input, isAtom, isDict, isList, isSelector, isSequence, type List, listOf, someOf, type Value } from './value.js';

/** What an input is: the characters of a text, the elements of a list, the keys of a dict. Undefined for what has no elements. */
export function inputOf(value: Value, labels: Labels): Input | undefined {
	const text = valueText(value, labels);
	if (typeof value === 'string') return { elements: [...value], text };
	if (isList(value)) return { elements: value.items.map((each) => elementOf(each, labels)), text };
	if (isDict(value)) return { elements: [...value.entries.values()].map(([key]) => key), text };
	return undefined;
}

/**
 * Applies an s-op or a selector to an input.
 *
 * @throws RaspError where it has no value on the input, or where the input is none.
 */
export function apply(node: SOp | Selector, value: Value, labels: Labels): List {
	const input = requireInput(value, labels);
	const application = { applied: node, input };
	const memory = createMemory(input.elements, { check: (_, values) => void sequenceType(values) });
	if (isSelector(node)) return { kind: 'list', items: rows(memory.matrix(node)).map(listOf), application };
	if (isSequence(node)) return { kind: 'list', items: memory.values(node).map(atomOf), application };
	throw new Error('internal: a node is neither an s-op nor a selector');
}

/** An input with something in it. */
export function requireInput(value: Value, labels: Labels): Input {
	const input = inputOf(value, labels);
	if (input !== undefined && input.elements.length > 0) return input;
	throw notAnInput(value, labels);
}

/** What cannot be applied to: a value that has no elements, or of which there are none. */
export function notAnInput(value: Value, labels: Labels): RaspError {
	const text = typeof value === 'string' ? value : valueText(value, labels);
	const isEmpty = typeof value === 'string' || isList(value) || isDict(value);
	return typeError(`RASP sequences/selectors expect non-empty iterables, got: ${text}`, {
		what: isEmpty ? 'The input is empty.' : `${text} is no input.`,
		why: 'S-ops and selectors are applied to a text, a list or a dict with at least one element.',
		fix: 'Apply it to such an input, for example "hello".',
	});
}

/** Truth values row by row: a row for each query. */
export function rows({ size, cells }: SelectorMatrix): readonly (readonly boolean[])[] {
	return Array.from({ length: size }, (_, query) => Array.from(cells.subarray(query * size, (query + 1) * size), (cell) => cell === 1));
}

function elementOf(value: Value, labels: Labels): GraphValue {
	if (isAtom(value)) return value;
	if (isList(value)) return value.items.map((each) => elementOf(each, labels));
	throw typeError(`attempted to create sequence with illegal val types: ${valueText(value, labels)}`, {
		what: `An input has ${someOf(value)} as an element.`,
		why: 'Elements of an input are ints, floats, texts or truth values.',
		fix: 'Use atoms.',
	});
}

function atomOf(value: GraphValue): Atom {
	if (value === undefined || typeof value === 'object') throw new Error('internal: a sequence holds a value that is no atom');
	return value;
}
