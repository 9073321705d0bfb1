import type { Span } from '@alta-ts/diagnostics';
import type { Operation, Select, Selector, SOp } from '../graph/node.js';
import type { BinaryOperator } from '../language/syntax.js';
import { hostError, typeError } from './failures.js';
import type { Labels } from './labels.js';
import { indicated } from './operations.js';
import { cellText, valueText } from './text.js';
import { type Atom, isAtom, isSelector, isSequence, kindOf, someOf, type Value } from './value.js';

/** Makes nodes of the graph: the one place where s-ops and selectors come into being. */
export interface Builder {
	readonly labels: Labels;
	/** Where in the source the nodes that are made now come from. */
	span: Span | undefined;
	/** The function of the library that makes them, if one does. */
	within: string | undefined;
	/** The position, from 0. */
	readonly indices: SOp;
	/** Selects everything everywhere, for what asks about the whole sequence. */
	readonly full: Selector;
	/** The operation of a key, made where there is none yet: equal operations are one object. */
	readonly shared: (key: string, apply: Operation['apply']) => Operation;
	/** The s-op that says how long the input is. */
	readonly length: () => SOp;
}

/** An operation position by position. Atoms stand for themselves at every position. */
export function elementwise(builder: Builder, operation: Operation, inputs: readonly Value[], label: string): SOp {
	const operands = inputs.map((each) => sOpOf(builder, each));
	const node: SOp = { op: 'elementwise', operation, inputs: operands, ...place(builder) };
	builder.labels.describe(node, label, builder.within);
	return node;
}

/** An s-op as it is, an atom as an s-op. */
function sOpOf(builder: Builder, value: Value): SOp {
	if (isSequence(value)) return value;
	if (isSelector(value))
		throw typeError('Expected sequence, got selector', {
			what: 'A selector stands where an s-op is needed.',
			why: 'A selector says which positions are selected, and has no value at a position.',
			fix: 'Use aggregate or selector_width to get an s-op from a selector.',
		});
	if (!isAtom(value))
		throw hostError(`unsupported operand: ${kindOf(value)}`, {
			what: `Where an s-op or an atom is needed stands ${someOf(value)}.`,
			why: 'S-ops hold an int, a float, a text or a truth value at each position.',
			fix: kindOf(value) === 'function' ? 'Call the function.' : 'Use one of its elements.',
		});
	const node: SOp = { op: 'constant', value, ...place(builder) };
	builder.labels.describe(node, cellOf(value), builder.within);
	return node;
}

export function select(builder: Builder, keys: Value, queries: Value, predicate: Select['predicate'], label = 'plain select'): Selector {
	const node: Selector = { op: 'select', keys: sOpOf(builder, keys), queries: sOpOf(builder, queries), predicate, ...place(builder) };
	builder.labels.describe(node, label, builder.within);
	return node;
}

export function negate(builder: Builder, selector: Selector): Selector {
	const node: Selector = { op: 'not', selector, ...place(builder) };
	builder.labels.describe(node, 'plain select', builder.within);
	return node;
}

export function combine(builder: Builder, op: 'and' | 'or', left: Selector, right: Selector): Selector {
	const node: Selector = { op, left, right, ...place(builder) };
	builder.labels.describe(node, 'plain select', builder.within);
	return node;
}

export function aggregate(builder: Builder, selector: Selector, value: Value, otherwise: Atom = 0n, label = 's-op'): SOp {
	const node: SOp = { op: 'aggregate', selector, value: sOpOf(builder, value), otherwise, averaging: 'sequence', ...place(builder) };
	builder.labels.describe(node, label, builder.within);
	return node;
}

/** Where a value occurs in a sequence, as 0 and 1. */
export function indicatorOf(builder: Builder, value: Value): SOp {
	return elementwise(builder, indicated, [value], `I(${operandText(builder, value)})`);
}

/** How an operand appears in the label of what is made of it. */
export function operandText({ labels }: Builder, value: Value): string {
	if (isAtom(value)) return cellOf(value);
	return valueText(value, labels);
}

export function binaryLabel(builder: Builder, operator: BinaryOperator, left: Value, right: Value): string {
	const end = operator === 'and' || operator === 'or' ? ')' : ' )';
	return `( ${operandText(builder, left)} ${operator} ${operandText(builder, right)}${end}`;
}

/** Constants are labelled with their text, truth values in full. */
function cellOf(value: Atom): string {
	return typeof value === 'boolean' ? (value ? 'True' : 'False') : cellText(value);
}

function place({ span }: Builder): { readonly span?: Span } {
	return span === undefined ? {} : { span };
}
