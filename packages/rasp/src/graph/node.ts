import type { Span } from '@alta-ts/diagnostics';
import type { Predicate } from './predicate.js';
import type { GraphValue } from './value.js';

/** What every node may carry: a name to show, the place in a source text that made it, and a wish for its encoding. None of it changes what it means. */
export interface NodeFacts {
	readonly name?: string;
	readonly span?: Span;
	/** How an s-op is to be encoded where it is the answer of a program. */
	readonly encoding?: 'numerical' | 'categorical';
}

/** The form in which the input is read: as it is, or turned into text, an int, a float or a truth value. */
export type TokenForm = 'as is' | 'text' | 'int' | 'float' | 'bool';

/** The input itself. */
export interface Tokens extends NodeFacts {
	readonly op: 'tokens';
	readonly form: TokenForm;
}

/** The position, from 0: an int of RASP, or a plain number. */
export interface Indices extends NodeFacts {
	readonly op: 'indices';
	readonly form: 'int' | 'number';
}

/** One value at every position. */
export interface Constant extends NodeFacts {
	readonly op: 'constant';
	readonly value: GraphValue;
}

/**
 * A pure function of the values at one position. Operations are compared by identity, so one that is used twice is one object.
 *
 * `undefinedStays` says that the result is undefined where an input is, without a call. `linear` says that the result is the sum of
 * the inputs times these factors.
 */
export interface Operation {
	readonly name: string;
	readonly apply: (...values: readonly GraphValue[]) => GraphValue;
	readonly undefinedStays?: boolean;
	readonly linear?: readonly number[];
}

/** An operation on s-ops, position by position. */
export interface Elementwise extends NodeFacts {
	readonly op: 'elementwise';
	readonly operation: Operation;
	readonly inputs: readonly SOp[];
}

/**
 * At each position the value of the one selected position, the mean of several, or the default where none is selected.
 *
 * `averaging` says what may be averaged: in RASP text the whole sequence must be numbers, and not truth values alone; in the builder
 * the selected values must be numbers or truth values.
 */
export interface Aggregate extends NodeFacts {
	readonly op: 'aggregate';
	readonly selector: Selector;
	readonly value: SOp;
	readonly otherwise: GraphValue;
	readonly averaging: 'sequence' | 'selected';
}

/** At each position the number of positions that are selected, as a plain number. */
export interface SelectorWidth extends NodeFacts {
	readonly op: 'selectorWidth';
	readonly selector: Selector;
}

/** A sequence operator: a function from the input to one value for each position. */
export type SOp = Tokens | Indices | Constant | Elementwise | Aggregate | SelectorWidth;

/** Selects, for each position as query, the positions as keys that the predicate accepts. */
export interface Select extends NodeFacts {
	readonly op: 'select';
	readonly keys: SOp;
	readonly queries: SOp;
	readonly predicate: Predicate;
}

/** Selects what the other selector does not. */
export interface SelectorNot extends NodeFacts {
	readonly op: 'not';
	readonly selector: Selector;
}

/** Selects what both selectors do, or what one of the two does. */
export interface SelectorPair extends NodeFacts {
	readonly op: 'and' | 'or';
	readonly left: Selector;
	readonly right: Selector;
}

/** A function from the input to a square of truth values: a row for each query position, a column for each key position. */
export type Selector = Select | SelectorNot | SelectorPair;

/** A node of the graph. Nodes are plain data that nobody changes, and the object itself is their identity. */
export type GraphNode = SOp | Selector;

/** Whether a node is an s-op; else it is a selector. */
export function isSOp(node: GraphNode): node is SOp {
	return !(node.op === 'select' || node.op === 'not' || node.op === 'and' || node.op === 'or');
}

/** The nodes that a node is made of, in order. */
export function operands(node: GraphNode): readonly GraphNode[] {
	switch (node.op) {
		case 'elementwise':
			return node.inputs;
		case 'aggregate':
			return [node.selector, node.value];
		case 'selectorWidth':
		case 'not':
			return [node.selector];
		case 'select':
			return [node.keys, node.queries];
		case 'and':
		case 'or':
			return [node.left, node.right];
		default:
			return [];
	}
}
