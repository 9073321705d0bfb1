import type { Value } from '@alta-ts/core';

/**
 * Numbers of one sequence somewhere inside the model, while it runs.
 *
 * Names say where: `embedding`; and for each executed layer `stage.S.loop.P.layer.L.` followed by, in the order they are computed,
 * `attention.<head>` (what the head adds to the residual stream), `attention` (their sum), `afterAttention` (the residual stream),
 * `mlp.hidden.I` (a hidden layer after its activation), `mlp` (what the MLP adds), `afterUpdates` (the residual stream). Where a layer has
 * several blocks, those after the first come with their number, as `block.1.mlp`; `block.0.afterUpdates` is the residual stream between two
 * blocks, and `afterUpdates` that after the last. Positions are the caller's: a sink in front of them is never shown.
 */
export interface Activation {
	readonly name: string;
	/** Index of the sequence in the batch. */
	readonly sequence: number;
	/** Positions of the sequence. */
	readonly rows: number;
	readonly columns: number;
	/** A copy, row by row. */
	readonly data: Float64Array;
	/**
	 * What each row means in the model's layout: the state, for a residual stream; what was added to it, for a contribution.
	 *
	 * @throws AltaError ALTA6013 for a hidden layer, which has no layout.
	 */
	decode(): readonly Readonly<Record<string, Value>>[];
}

/** Looks at activations. It is called once for each sequence that is still running, in the order the activations are computed. */
export interface Hook {
	/** The name of one activation, or a choice among them. */
	readonly name: string | ((name: string) => boolean);
	visit(activation: Activation): void;
}

/** Where a patch is applied. */
export interface PatchPlace {
	readonly name: string;
	readonly sequence: number;
	/** The position whose row is patched; absent when all rows of the sequence are. */
	readonly position?: number;
	readonly rows: number;
	readonly columns: number;
}

/** Changes an activation before it is used. Patches apply in the order given, and before hooks look. */
export interface Patch {
	readonly name: string;
	/** Index of the sequence in the batch; every sequence when absent. */
	readonly sequence?: number;
	/** Only the row of this position; all rows when absent. */
	readonly position?: number;
	/** Changes the numbers in place, or returns as many new ones. */
	apply(data: Float64Array, place: PatchPlace): Float64Array | undefined;
}
