import type { Span } from '@alta-ts/diagnostics';

/** A single symbol: text, a finite number, or a truth value. `1`, `'1'` and `true` are three different atoms. */
export type Atom = string | number | boolean;

/** What a variable holds at one position. `undefined` is a value of its own: "nothing was selected". */
export type Value = Atom | ReadonlySet<Atom> | undefined;

/** The format tag of this version of the IR. */
export const PROGRAM_FORMAT = 'alta-program/1';

/**
 * A symbolic program: variables held at every position of a sequence, and stages of layers that change them.
 *
 * It is plain data. The interpreter gives it its meaning, and the compiler turns it into the weights of a Transformer.
 */
export interface Program {
	readonly format: typeof PROGRAM_FORMAT;
	readonly name: string;
	/** The vocabulary, in id order. */
	readonly input: { readonly tokens: readonly string[] };
	/** The longest input. Needed where something is initialised by position; otherwise the length up to which the author vouches for the program. */
	readonly positions?: number;
	/** In layout order. */
	readonly variables: readonly Variable[];
	readonly stages: readonly Stage[];
	readonly output: Output;
}

/** A named quantity that every position of the sequence holds. */
export type Variable = CategoricalVariable | NumericalVariable | SetVariable;

interface VariableBase {
	readonly name: string;
	readonly init: Init;
	readonly source?: Span;
}

/** One of finitely many atoms; one-hot in weights. */
export interface CategoricalVariable extends VariableBase {
	readonly kind: 'categorical';
	readonly values: readonly Atom[];
}

/** A number; one scalar in weights. */
export interface NumericalVariable extends VariableBase {
	readonly kind: 'numerical';
	/** Bucket centres, ascending; needed where a table reads the variable. */
	readonly values?: readonly number[];
}

/** A set of atoms; multi-hot in weights. */
export interface SetVariable extends VariableBase {
	readonly kind: 'set';
	readonly members: readonly Atom[];
	/** Every set the variable may hold, each in the order of `members`. */
	readonly values: readonly ReadonlySet<Atom>[];
}

/** How a variable starts: the same everywhere, by token id, or by position. */
export type Init = { readonly constant: Value } | { readonly byToken: readonly Value[] } | { readonly byPosition: readonly Value[] };

/** Layers that run one after the other, `repeat` times over. */
export interface Stage {
	readonly layers: readonly Layer[];
	readonly repeat: Repeat;
}

/** A number of passes, or passes until a condition holds after one of them. */
export type Repeat = number | { readonly until: Condition; readonly atMost?: number };

/** Heads, which all see the state before the layer; then updates, which all see the state after the heads. */
export interface Layer {
	readonly heads: readonly Head[];
	readonly updates: readonly Update[];
}

/** Holds for a sequence when the variable has the value at every position; vacuously for an empty one. */
export interface Condition {
	readonly variable: string;
	readonly equals: Value;
}

/** An attention head: at each query position it selects keys, combines their values and writes the result to `output`. */
export interface Head {
	readonly output: string;
	readonly value: string;
	/** A key is selected when all matches hold; with no match at all, every key is. */
	readonly where: readonly Match[];
	readonly combine: Combine;
	/** What the output is when no key is selected. */
	readonly empty: Empty;
	/** Whether the output survives the end of the layer. */
	readonly keep: boolean;
}

/** How the values of the selected keys become one: the only one there is, their mean or sum, or one picked by position. */
export type Combine = 'only' | 'mean' | 'sum' | { readonly pick: 'first' | 'last' | 'nearest' };

/** The output of a head that selected nothing: undefined, a constant, or the value at a position. */
export type Empty = 'undefined' | { readonly constant: Value } | { readonly position: number };

/** One condition on a pair of positions: on a query and a key variable, or on the offset between the two. */
export type Match = VariableMatch | OffsetMatch;

/** Compares the query variable at the query position with the key variable at the key position. Undefined on either side never matches. */
export interface VariableMatch {
	readonly query: string;
	readonly key: string;
	/** `equal`: the same atom; `member`: the key's atom is in the query's set; a table lists the keys each query selects. */
	readonly test: 'equal' | 'member' | Table;
}

/** Restricts the offset, which is key position minus query position. */
export interface OffsetMatch {
	readonly offsets: OffsetSet;
}

/** For each query atom the key atoms it selects; a query that is not listed selects none. */
export type Table = readonly { readonly query: Atom; readonly keys: readonly Atom[] }[];

/** Single offsets, or all from `from` to `to` (both inclusive, open where absent). */
export type OffsetSet = readonly number[] | { readonly from?: number; readonly to?: number };

/** Gives one variable its new value at every position. */
export type Update = TableUpdate | LinearUpdate;

/** A table over the variables it reads. At most one row that writes a variable fires at a position; where none does, the variable keeps its value. */
export interface TableUpdate {
	readonly reads: readonly string[];
	readonly writes: string;
	readonly rows: readonly Row[];
}

/** A linear map of numericals: Σ coefficient·variable + bias. Undefined as soon as one of them is. */
export interface LinearUpdate {
	readonly writes: string;
	readonly linear: Readonly<Record<string, number>>;
	readonly bias: number;
}

/**
 * One row of a table. `when` constrains reads to sets of values: a read that is left out is open, undefined included; a listed
 * one must hold one of the values, and holds undefined only where `undefined` is among them. A numerical read is compared by
 * bucket (see `bucketOf`).
 */
export interface Row {
	readonly when: Readonly<Record<string, readonly Value[]>>;
	readonly value: Value;
	readonly source?: Span;
}

/** Where the answer is: in a variable, position by position, or in a linear read-out over several. */
export type Output = { readonly variable: string } | Readout;

/** A linear classifier over variables, as learned programs have one. The class with the largest logit wins, the first on a tie. */
export interface Readout {
	readonly classes: readonly Atom[];
	/** One per class. */
	readonly bias: readonly number[];
	readonly terms: readonly ReadoutTerm[];
	/** `none`: a class per position; `mean`: one class from the mean of all positions' logits; `position`: one class, read there. */
	readonly pool: 'none' | 'mean' | { readonly position: number };
}

/**
 * Adds `weights` to the logits where a categorical or set variable has `value`; without `value`, `weights` times the number a numerical
 * variable holds (0 where it is undefined).
 */
export interface ReadoutTerm {
	readonly variable: string;
	readonly value?: Exclude<Value, undefined>;
	/** One per class. */
	readonly weights: readonly number[];
}
