import type { Layer } from '@alta-ts/core';
import type { Block, LayerConfig } from '@alta-ts/model';
import type { BlockLookup, Context } from '../context.js';
import { buildCircuit } from '../mlp/mlp.js';
import type { Target } from '../target.js';
import { attendPlainly } from './attention.js';
import { emitReluMlp, scratchUnits } from './emit-relu-mlp.js';
import { checkStandard } from './legality.js';
import { needsPositions, needsSink } from './needs.js';
import { positionVariable } from './position-variable.js';
import type { ReluNetwork } from './relu-network.js';
import { reluNetwork } from './relu-network.js';
import type { StandardSetting } from './setting.js';

/**
 * The architecture that any Transformer implementation has: plain softmax attention, and MLPs with one hidden layer of ReLU units, so that a
 * layer of the program takes up to a few blocks.
 */
export function standardTarget(base: Context, causal: boolean): Target {
	checkStandard(base, causal);
	const positioned = withPositions(base, causal);
	const networks = new Map<Layer, ReluNetwork>();
	for (const [index, stage] of positioned.context.program.stages.entries())
		for (const [position, layer] of stage.layers.entries()) {
			const circuit = buildCircuit(positioned.context, layer, [`stage ${index}`, `layer ${position}`]);
			if (circuit !== undefined) networks.set(layer, reluNetwork(positioned.context, circuit));
		}
	const { setting } = positioned;
	const scratch = Math.max(0, ...[...networks.values()].map((network) => scratchUnits(network).length));
	const layout = extended(positioned.context.layout, scratch === 0 ? [] : [{ kind: 'scratch', width: scratch }]);
	const context: Context = { ...positioned.context, layout, standard: setting };
	return {
		context,
		buildLayer: (name, layer, path, again) => {
			const network = networks.get(layer);
			const names = Array.from({ length: network?.blocks ?? 1 }, (_, block) => (block === 0 ? name : `${name}.block.${block}`));
			const mlps =
				network === undefined
					? []
					: emitReluMlp(
							context,
							setting,
							names.map((each) => `${each}.mlp`),
							network,
						);
			return names.map((each, block): LayerConfig => {
				const mlp = mlps[block];
				return {
					name: each,
					norm: 'none',
					...(block > 0 || layer.heads.length === 0 ? {} : { attention: attendPlainly(context, setting, each, layer.heads, path, again) }),
					...(mlp === undefined ? {} : { mlp }),
					...(block === 0 ? {} : { continues: true }),
				};
			});
		},
	};
}

function withPositions(base: Context, causal: boolean): { readonly context: Context; readonly setting: StandardSetting } {
	const length = needsPositions(base.program, base.maxLength, causal) ? (base.maxLength ?? 0) : 0;
	const existing = length === 0 ? [] : positionVariable(base, length);
	const ownPositions = existing === undefined;
	const sinks = needsSink(base) ? 1 : 0;
	const start = base.layout.width;
	const layout = extended(base.layout, [
		...(ownPositions ? [{ kind: 'position', width: length } as const] : []),
		...(sinks === 0 ? [] : [{ kind: 'sink', width: 1 } as const]),
	]);
	const setting: StandardSetting = {
		causal,
		positions: existing ?? Array.from({ length }, (_, position) => start + position),
		ownPositions,
		sink: sinks === 0 ? undefined : layout.width - 1,
		scratch: layout.width,
	};
	return { context: { ...base, layout, standard: setting }, setting };
}

/** The layout with further blocks at the end. */
function extended(
	lookup: BlockLookup,
	added: readonly { readonly kind: 'position' | 'sink' | 'scratch'; readonly width: number }[],
): BlockLookup {
	let start = lookup.width;
	const blocks = added.map((block): Block => {
		start += block.width;
		return { ...block, start: start - block.width };
	});
	return { ...lookup, layout: { ...lookup.layout, blocks: [...lookup.layout.blocks, ...blocks] }, width: start };
}
