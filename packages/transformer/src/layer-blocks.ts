import type { LayerConfig } from '@alta-ts/model';

/** The layers of a stage, each with its blocks: a layer that continues the one before it is a block of that one. */
export function layerBlocks(layers: readonly LayerConfig[]): readonly (readonly LayerConfig[])[] {
	const grouped: LayerConfig[][] = [];
	for (const layer of layers) {
		const last = grouped.at(-1);
		if (layer.continues === true && last !== undefined) last.push(layer);
		else grouped.push([layer]);
	}
	return grouped;
}
