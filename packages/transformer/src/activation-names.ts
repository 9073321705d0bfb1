import type { Config, LayerConfig } from '@alta-ts/model';
import { layerBlocks } from './layer-blocks.js';

/** One block of one executed layer. */
export interface BlockPlace {
	readonly stage: number;
	readonly pass: number;
	readonly layer: number;
	/** Which of the blocks of the layer it is, and how many there are. */
	readonly block: number;
	readonly blocks: number;
}

/** What comes before the names of one executed layer. */
function layerPrefix(stage: number, pass: number, layer: number): string {
	return `stage.${stage}.loop.${pass}.layer.${layer}`;
}

/** What comes before the names of one block: blocks after the first of a layer have a number. */
export function blockPrefix({ stage, pass, layer, block }: BlockPlace): string {
	return `${layerPrefix(stage, pass, layer)}${blockPart(block)}`;
}

/** The name of the residual stream after a block: after the last one, that after the layer. */
export function afterBlock({ stage, pass, layer, block, blocks }: BlockPlace): string {
	return `${layerPrefix(stage, pass, layer)}${afterPart(block, blocks)}`;
}

function blockPart(block: number): string {
	return block === 0 ? '' : `.block.${block}`;
}

function afterPart(block: number, blocks: number): string {
	return `${block === blocks - 1 ? '' : `.block.${block}`}.afterUpdates`;
}

/** The last parts of the names of a layer's activations, in the order they are computed. */
function layerParts(blocks: readonly LayerConfig[]): readonly string[] {
	return blocks.flatMap(({ attention, mlp }, block) => [
		...[
			...(attention === undefined ? [] : [...attention.heads.map((head) => `.attention.${head.name}`), '.attention']),
			'.afterAttention',
			...(mlp === undefined ? [] : [...mlp.hidden.map((_, index) => `.mlp.hidden.${index}`), '.mlp']),
		].map((part) => `${blockPart(block)}${part}`),
		afterPart(block, blocks.length),
	]);
}

/**
 * The names of a model's activations, in the order they are computed. Of a stage that loops until its test is met, those of the passes below
 * `passes`.
 *
 * @example
 * ```ts
 * import type { LayerConfig } from '@alta-ts/model';
 * import { activationNames } from '@alta-ts/transformer';
 * const layer: LayerConfig = { name: 'layer', norm: 'none', mlp: { activation: 'relu', hidden: [4] } };
 * activationNames({
 *   input: { kind: 'matrix', columns: 2 }, width: 2, stages: [{ layers: [layer], repeat: 1 }], readout: { kind: 'number', pool: 'none' },
 * }).slice(0, 3); // => ['embedding', 'stage.0.loop.0.layer.0.afterAttention', 'stage.0.loop.0.layer.0.mlp.hidden.0']
 * ```
 */
export function activationNames(config: Config, passes = 1): readonly string[] {
	return [
		'embedding',
		...config.stages.flatMap(({ repeat }, stage) =>
			Array.from({ length: typeof repeat === 'number' ? repeat : passes }, (_, pass) => passNames(config, stage, pass)).flat(),
		),
	];
}

/** The names of the activations of one pass of a stage. */
export function passNames(config: Config, stage: number, pass: number): readonly string[] {
	const layers = layerBlocks(config.stages[stage]?.layers ?? []);
	return layers.flatMap((blocks, index) => layerParts(blocks).map((part) => `${layerPrefix(stage, pass, index)}${part}`));
}

const LAYER_NAME = /^stage\.(\d+)\.loop\.(\d+)\.layer\.(\d+)(\..+)$/;

/** Whether a run of the model could compute an activation of this name; an exact number of layers can make any stage loop. */
export function canExist(config: Config, name: string): boolean {
	if (name === 'embedding') return true;
	const [, stage, pass, layer, part] = LAYER_NAME.exec(name) ?? [];
	const found = layerBlocks(config.stages[Number(stage)]?.layers ?? [])[Number(layer)];
	return (
		found !== undefined &&
		part !== undefined &&
		layerParts(found).includes(part) &&
		name === `${layerPrefix(Number(stage), Number(pass), Number(layer))}${part}`
	);
}
