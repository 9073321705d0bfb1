import type { LayerConfig, MlpConfig } from '../config.js';
import { addAttention } from './attention.js';
import type { ExportContext } from './export-context.js';
import { addNode, type GraphDraft, type ValueName } from './graph-draft.js';
import { addLayerNorm } from './layer-norm.js';
import { addActivation, addLinear } from './linear.js';

/**
 * Writes down one layer: what the residual stream is behind it.
 *
 * @param label before the names of its values, such as `stage.0.layer.0`.
 */
export function addLayer(context: ExportContext, draft: GraphDraft, layer: LayerConfig, label: string, x: ValueName): ValueName {
	let residual = x;
	if (layer.attention !== undefined) {
		const read = addNormBefore(context, draft, layer, 'attention', label, residual);
		const added = addAttention(context, draft, layer, `${label}.attention`, read);
		residual = addToResidual(context, draft, layer, 'attention', label, residual, added);
	}
	if (layer.mlp !== undefined) {
		const read = addNormBefore(context, draft, layer, 'mlp', label, residual);
		residual = addToResidual(context, draft, layer, 'mlp', label, residual, addMlp(context, draft, layer.name, layer.mlp, label, read));
	}
	return residual;
}

function addNormBefore(
	context: ExportContext,
	draft: GraphDraft,
	layer: LayerConfig,
	sublayer: 'attention' | 'mlp',
	label: string,
	x: ValueName,
): ValueName {
	return layer.norm === 'before' ? addLayerNorm(context, draft, layer, sublayer, label, x) : x;
}

function addToResidual(
	context: ExportContext,
	draft: GraphDraft,
	layer: LayerConfig,
	sublayer: 'attention' | 'mlp',
	label: string,
	residual: ValueName,
	added: ValueName | undefined,
): ValueName {
	const name = sublayer === 'attention' ? 'afterAttention' : 'afterUpdates';
	const sum = added === undefined ? residual : addNode(draft, 'Add', `${label}.${name}`, [residual, added]);
	return layer.norm === 'after' ? addLayerNorm(context, draft, layer, sublayer, label, sum) : sum;
}

function addMlp(context: ExportContext, draft: GraphDraft, layer: string, mlp: MlpConfig, label: string, x: ValueName): ValueName {
	const { weights } = context;
	let units = x;
	for (let index = 0; index <= mlp.hidden.length; index++) {
		const last = index === mlp.hidden.length;
		const part = last ? `${label}.mlp` : `${label}.mlp.hidden.${index}`;
		const bias = weights.tensor(draft, `${layer}.mlp.${index}.bias`);
		// Without inputs, what is left of the linear map is its bias.
		const sums =
			mlp.hidden[index - 1] === 0
				? bias
				: addLinear(draft, last ? part : `${part}.sum`, units, weights.tensor(draft, `${layer}.mlp.${index}.weight`), bias);
		units = last ? sums : addActivation(context, draft, mlp.activation, part, sums);
	}
	return units;
}
