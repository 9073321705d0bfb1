import type { Columns, Trace, Value } from '@alta-ts/core';
import type { Observer } from './observer.js';
import type { Budget } from './schedule.js';

/** Options of a run. */
export interface RunOptions extends Budget {
	/** Whether to record everything that happens; off by default. */
	readonly trace?: boolean;
	/** Is told which rows fire and which values occur. */
	readonly observer?: Observer;
}

/** What came of running a program on one input. */
export interface Run {
	readonly tokens: readonly string[];
	/** One value a position, or a single one where the read-out is pooled; undefined where there is none. */
	readonly output: readonly Value[];
	/** For a program with a read-out: per entry of `output` one logit a class; empty where there was no position to read. */
	readonly logits?: readonly (readonly number[])[];
	/** How many layers were run. */
	readonly layers: number;
	/** Whether the run ended by itself; for an exact number of layers, whether it would have ended by then. */
	readonly halted: boolean;
	/** All variables at the end. */
	readonly final: Columns;
	readonly trace?: Trace;
}
