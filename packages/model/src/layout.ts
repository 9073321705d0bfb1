import type { Atom, Span } from '@alta-ts/core';

/** What every coordinate of the residual stream means, and where every weight comes from. */
export interface Layout {
	/** In coordinate order; together they cover the width. */
	readonly blocks: readonly Block[];
	/** What `SparseTensor.sources` points to. */
	readonly sources: readonly Source[];
}

/** Consecutive coordinates that belong together. */
export type Block =
	| CategoricalBlock
	| OrdinalBlock
	| NumericalBlock
	| SetBlock
	| GuardBlock
	| PositionBlock
	| SinkBlock
	| ScratchBlock
	| PlainBlock;

interface BlockBase {
	readonly start: number;
	readonly width: number;
}

/** Holds the value of a variable. */
interface ValueBlock extends BlockBase {
	readonly variable: string;
	/** Other variables that hold the same value at all times. */
	readonly also?: readonly string[];
}

/** One coordinate a value, named `variable=value`. All zero: undefined. */
export interface CategoricalBlock extends ValueBlock {
	readonly kind: 'categorical';
	readonly values: readonly Atom[];
}

/** One coordinate (`variable`) that holds the code of the value, a whole number of at least 1; 0: undefined. */
export interface OrdinalBlock extends ValueBlock {
	readonly kind: 'ordinal';
	readonly values: readonly Atom[];
	/** The code of each value, ascending. */
	readonly codes: readonly number[];
}

/** The number itself (`variable`), then, where the variable can be undefined, 1 if it is defined (`variable.defined`). */
export interface NumericalBlock extends ValueBlock {
	readonly kind: 'numerical';
	/** Bucket centres, if the variable has any. */
	readonly values?: readonly number[];
	readonly nullable: boolean;
}

/** One coordinate a member (`variable∋member`), then, where the variable can be undefined, `variable.defined`. */
export interface SetBlock extends ValueBlock {
	readonly kind: 'set';
	readonly members: readonly Atom[];
	readonly nullable: boolean;
}

/** One coordinate (`variable.several`) that a target adds: above ⅙ where several keys were selected, so that `variable` counts as undefined whatever its block holds. */
export interface GuardBlock extends BlockBase {
	readonly kind: 'guard';
	readonly variable: string;
}

/** One coordinate a position (`input.position=0` …) that a target adds: 1 at that position. */
export interface PositionBlock extends BlockBase {
	readonly kind: 'position';
}

/** One coordinate (`input.sink`) that a target adds: 1 at the sink, 0 everywhere else. */
export interface SinkBlock extends BlockBase {
	readonly kind: 'sink';
}

/** Coordinates (`scratch.0` …) in which a target keeps what the blocks of one layer hand on to each other; all zero between layers. */
export interface ScratchBlock extends BlockBase {
	readonly kind: 'scratch';
}

/** Coordinates of a model that was not compiled from a program. */
export interface PlainBlock extends BlockBase {
	readonly kind: 'plain';
	/** One per coordinate. */
	readonly names: readonly string[];
}

/** What put a weight where it is, as a `kind name` path from the outside in: `stage 0`, `layer 0`, `update of parity`; a rule comes last, in words. */
export interface Source {
	readonly path: readonly string[];
	readonly span?: Span;
	/** For weights that several sources share: their numbers. The path is what theirs have in common. */
	readonly of?: readonly number[];
	/** For weights of an MLP that decide or write something: what that is. */
	readonly rule?: RuleSource;
}

/** A part of a table: where its conditions hold, something is written. Its words are for people. */
export interface RuleSource {
	/** The conditions: `step = "act" and position − pointer = 0`. */
	readonly when: string;
	/** What is written: `x := 1`, `x := y + 1`. Absent where the old value is erased. */
	readonly writes?: string;
	/** The rows of the program it stands for. */
	readonly rows: readonly RowRange[];
}

/** Rows `first` to `last` of an update of a layer, as the program lists them. */
export interface RowRange {
	readonly update: number;
	readonly first: number;
	readonly last: number;
}
