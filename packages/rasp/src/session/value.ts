import type { Selector, SOp } from '../graph/node.js';
import type { GraphValue } from '../graph/value.js';
import type { FunctionDefinition } from '../language/syntax.js';

/** A single value: int, float, text or truth value. */
export type Atom = bigint | number | string | boolean;

/** What a name can stand for. S-ops and selectors are nodes of the graph. */
export type Value = Atom | List | Dict | FunctionValue | SOp | Selector;

/** A list. Applying an s-op or a selector gives one too, which remembers what was applied. */
export interface List {
	readonly kind: 'list';
	readonly items: readonly Value[];
	readonly application?: Application;
}

/** What an s-op or selector made of an input. */
export interface Application {
	readonly applied: SOp | Selector;
	readonly input: Input;
}

/** What s-ops are applied to: a text, a list, or a dictionary, of which only the keys count. */
export interface Input {
	readonly elements: readonly GraphValue[];
	/** As it is printed. */
	readonly text: string;
}

/** A dictionary in the order in which keys came. Keys that are equal as numbers are one. */
export interface Dict {
	readonly kind: 'dict';
	/** By a text that keys share which are equal as numbers. */
	readonly entries: ReadonlyMap<string, readonly [key: Atom, value: Value]>;
}

/** A function written in RASP, with the scope that it was written in. */
export interface FunctionValue {
	readonly kind: 'function';
	readonly definition: FunctionDefinition;
	readonly scope: Scope;
}

/** Names and what they stand for, inside another scope. */
export interface Scope {
	readonly outer: Scope | undefined;
	readonly names: Map<string, Value>;
	/** Names that cannot be bound here. */
	readonly reserved: ReadonlySet<string>;
	/** Where names that are bound here are bound too, as those of a file are where it is loaded. */
	readonly exports?: (name: string, value: Value) => void;
	/** What functions that are written here are said to come from: `console`, or a file. */
	readonly origin: string;
}

export function listOf(items: readonly Value[]): List {
	return { kind: 'list', items };
}

/** A dictionary; of equal keys the first spelling stays and the last value wins. */
export function dictOf(pairs: readonly (readonly [key: Atom, value: Value])[]): Dict {
	const entries = new Map<string, readonly [Atom, Value]>();
	for (const [key, value] of pairs) {
		const id = keyOf(key);
		entries.set(id, [entries.get(id)?.[0] ?? key, value]);
	}
	return { kind: 'dict', entries };
}

/** A text that equal keys share: `1`, `1.0` and `True` are one key. */
export function keyOf(atom: Atom): string {
	if (typeof atom === 'string') return `s${atom}`;
	if (typeof atom === 'boolean') return atom ? 'n1' : 'n0';
	if (typeof atom === 'number') return Number.isInteger(atom) ? `n${BigInt(atom)}` : `n${atom}`;
	return `n${atom}`;
}

export function isAtom(value: Value): value is Atom {
	return typeof value !== 'object';
}

export function isNode(value: Value): value is SOp | Selector {
	return typeof value === 'object' && 'op' in value;
}

export function isSequence(value: Value): value is SOp {
	return isNode(value) && !isSelector(value);
}

export function isSelector(value: Value): value is Selector {
	return (
		typeof value === 'object' && 'op' in value && (value.op === 'select' || value.op === 'not' || value.op === 'and' || value.op === 'or')
	);
}

export function isList(value: Value): value is List {
	return typeof value === 'object' && 'kind' in value && value.kind === 'list';
}

export function isDict(value: Value): value is Dict {
	return typeof value === 'object' && 'kind' in value && value.kind === 'dict';
}

export function isFunction(value: Value): value is FunctionValue {
	return typeof value === 'object' && 'kind' in value && value.kind === 'function';
}

/** The kind of a value in a word. */
export function kindOf(value: Value): string {
	if (isSelector(value)) return 'selector';
	if (isNode(value)) return 's-op';
	if (typeof value === 'object') return value.kind;
	return { bigint: 'int', number: 'float', string: 'text', boolean: 'truth value' }[
		typeof value as 'bigint' | 'number' | 'string' | 'boolean'
	];
}

/** The kind of a value with its article. */
export function someOf(value: Value): string {
	const kind = kindOf(value);
	return `${kind === 's-op' || kind === 'int' ? 'an' : 'a'} ${kind}`;
}
