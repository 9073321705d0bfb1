import type { LayerConfig } from '@alta-ts/model';
import type { Activation } from './hook.js';
import { layerBlocks } from './layer-blocks.js';
import type { Transformer } from './transformer.js';

/** What a run held in one of its layers, row by row for all positions. */
export interface LayerSnapshot {
	/** How many layers had run by the end of it; 0 for the embedding. */
	readonly layer: number;
	/** The residual stream before the layer; of the embedding, zeros. */
	readonly before: Float64Array;
	readonly after: Float64Array;
	/** None for the embedding. */
	readonly blocks: readonly BlockSnapshot[];
}

/** … and in one block of it. */
export interface BlockSnapshot {
	readonly config: LayerConfig;
	/** By name of a part: `attention.left`, `mlp.hidden.0`. */
	readonly parts: ReadonlyMap<string, Activation>;
}

/**
 * Runs one input and notes what a layer held.
 *
 * @param layer how many layers have run by its end; 0 for the embedding, undefined for the last layer that ran.
 * @returns undefined if the run has fewer layers.
 */
export async function snapshotLayer(
	transformer: Transformer,
	tokens: readonly string[],
	layer: number | undefined,
): Promise<LayerSnapshot | undefined> {
	let taken: LayerSnapshot | undefined;
	let before = new Float64Array();
	let parts = new Map<string, Activation>();
	let count = 0;

	function visit(activation: Activation): void {
		parts.set(activation.name, activation);
		if (activation.name === 'embedding') finish(0, new Float64Array(activation.data.length), activation, []);
		else if (/\.layer\.\d+\.afterUpdates$/.test(activation.name)) {
			count++;
			finish(count, before, activation, blocksOf(transformer, activation.name, parts));
		}
	}

	function finish(number: number, residual: Float64Array, { data }: Activation, blocks: readonly BlockSnapshot[]): void {
		if (layer === undefined || number === layer) taken = { layer: number, before: residual, after: data, blocks };
		before = Float64Array.from(data);
		parts = new Map();
	}

	const limit = layer === undefined ? {} : { maxLayers: Math.max(1, layer) };
	await transformer.run([tokens], { ...limit, hooks: [{ name: () => true, visit }] });
	return taken;
}

/** The blocks of the layer that `last`, its `afterUpdates`, ends. */
function blocksOf({ model }: Transformer, last: string, parts: ReadonlyMap<string, Activation>): readonly BlockSnapshot[] {
	const [, stage, index] = /^stage\.(\d+)\.loop\.\d+\.layer\.(\d+)\./.exec(last) ?? [];
	const prefix = last.replace(/afterUpdates$/, '');
	const blocks = layerBlocks(model.config.stages[Number(stage)]?.layers ?? [])[Number(index)] ?? [];
	return blocks.map((config, block) => {
		const own = block === 0 ? prefix : `${prefix}block.${block}.`;
		return { config, parts: new Map([...parts].flatMap(([name, each]) => (name.startsWith(own) ? [[name.slice(own.length), each]] : []))) };
	});
}
