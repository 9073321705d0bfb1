import type { Value } from '@alta-ts/core';
import type { Model, TensorDType } from '@alta-ts/model';
import type { Backend } from '@alta-ts/tensor';
import type { Hook, Patch } from './hook.js';

/** A model on a backend, ready to run. */
export interface Transformer {
	readonly model: Model;
	readonly backend: Backend;
	/**
	 * Runs a batch of token sequences, of any lengths; each gives what it would give alone.
	 *
	 * @throws AltaError for unknown tokens (ALTA6001), too long inputs (ALTA6002), a batch that is no list of lists (ALTA6003), impossible options
	 * (ALTA6005, ALTA6006, ALTA6014), and hooks and patches whose activation cannot exist (ALTA6009) or was never reached (ALTA6010).
	 */
	run(batch: readonly (readonly string[])[], options?: TransformerOptions): Promise<readonly TransformerRun[]>;
	/** The same for a model whose input is rows of numbers; ALTA6003 for a model that takes tokens, ALTA6004 for misshapen rows. */
	runMatrix(batch: readonly DenseMatrix[], options?: TransformerOptions): Promise<readonly TransformerRun[]>;
	/**
	 * Gives back what this transformer made on the backend, which itself stays open. Runs that are under way end as if nothing had happened,
	 * and the memory is given back after the last of them; further runs are refused (ALTA6012).
	 */
	dispose(): void;
}

/** How the numbers are held while the model runs. */
export interface CreateOptions {
	/** By default the least precise dtype that holds all weights of the model. Weights are rounded to it. */
	readonly dtype?: TensorDType;
}

/** Rows of numbers, one after the other. */
export interface DenseMatrix {
	readonly rows: number;
	readonly columns: number;
	readonly data: ArrayLike<number>;
}

/** Options of a run. At most one of `layers` and `maxLayers` is given. */
export interface TransformerOptions {
	/** At most this many layers a sequence (default 65,536); a pass that would not fit is not begun. */
	readonly maxLayers?: number;
	/** Exactly this many layers, halting ignored. The stage that loops (the last, where none does) takes up the difference. */
	readonly layers?: number;
	readonly hooks?: readonly Hook[];
	readonly patch?: readonly Patch[];
}

/** What a sequence gave. */
export interface TransformerRun {
	/** One value a position, or a single one where the read-out is pooled; undefined where there is none. */
	readonly output: readonly Value[];
	/** Where the read-out is over classes: per entry of `output` one logit a class; empty where there was no position to read. */
	readonly logits?: readonly (readonly number[])[];
	/** How many layers were run. */
	readonly layers: number;
	/** Whether the run ended by itself; for an exact number of layers, whether it would have ended by then. */
	readonly halted: boolean;
}
