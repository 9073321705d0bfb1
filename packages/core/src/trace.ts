import type { Value } from './program.js';

/** One column a variable: its value at every position. */
export type Columns = Readonly<Record<string, readonly Value[]>>;

/** Everything that happened while a program ran on one input. */
export interface Trace {
	readonly program: string;
	readonly tokens: readonly string[];
	/** All variables before the first layer; head outputs are undefined. */
	readonly initial: Columns;
	/** The layers that were executed, in order. */
	readonly layers: readonly LayerTrace[];
}

/** One executed layer. */
export interface LayerTrace {
	/** Index of the stage in the program. */
	readonly stage: number;
	/** How often the stage had been passed through before: 0 in its first pass. */
	readonly pass: number;
	/** Index of the layer in its stage. */
	readonly layer: number;
	/** All variables after the heads wrote their outputs. */
	readonly afterAttention: Columns;
	/** All variables at the end of the layer: updates applied, transient head outputs erased. */
	readonly afterUpdates: Columns;
	readonly fired: readonly FiredRow[];
	readonly leftOut: readonly LeftOut[];
}

/** A table row that fired at a position; `update` and `row` index the layer's updates and the table's rows. */
export interface FiredRow {
	readonly position: number;
	readonly update: number;
	readonly row: number;
}

/** A key that a mean or a sum selected but left out, because the value there was undefined. */
export interface LeftOut {
	readonly head: string;
	readonly query: number;
	readonly key: number;
}
