import type { Layer } from '@alta-ts/core';
import type { LayerConfig } from '@alta-ts/model';
import type { Context } from './context.js';

/** How layers of a program become layers of an architecture. */
export interface Target {
	/** The context, with what the architecture adds to the layout. */
	readonly context: Context;
	/**
	 * Makes a layer, of one block or several.
	 *
	 * @param again whether the layer can run more than once.
	 */
	buildLayer(name: string, layer: Layer, path: readonly string[], again: boolean): readonly LayerConfig[];
}
