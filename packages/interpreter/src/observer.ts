import type { Program } from '@alta-ts/core';

/**
 * Is told, while a program runs, which rows fire and which values variables hold. It is not told where and when, nor how often, which makes
 * it much cheaper than a trace: everything that happens in a run is told at least once, and nothing else is.
 */
export interface Observer {
	/** A row of a table fires at some position. The row is named by the indices of its stage, layer, update and by its own. */
	fired(stage: number, layer: number, update: number, row: number): void;
	/**
	 * A variable, named by its index, holds a value at some position, before the first layer, after the heads or after the updates of a layer.
	 * The value is given as its domain index (see `domainOf` of `@alta-ts/core`), a number as that of its bucket. Undefined is not told, and
	 * neither are numericals that list no `values`.
	 */
	held(variable: number, value: number): void;
	/**
	 * A variable, named by its index, is undefined at some position where a table could find it so: before the first layer or after the updates of
	 * one; the output of a head that is not kept, after the heads of its layer.
	 */
	missing?(variable: number): void;
}

/** The outputs of heads that are not kept: they are undefined but for the updates of their own layer. */
export function transientOutputs({ stages }: Program): ReadonlySet<string> {
	return new Set(
		stages.flatMap(({ layers }) => layers.flatMap(({ heads }) => heads.flatMap(({ keep, output }) => (keep ? [] : [output])))),
	);
}
