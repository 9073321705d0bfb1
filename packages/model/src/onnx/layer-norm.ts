import type { LayerConfig } from '../config.js';
import type { ExportContext } from './export-context.js';
import { addNode, type GraphDraft, integers, type ValueName } from './graph-draft.js';

/** What layer normalisation adds to the variance. */
const NORM_EPSILON = 1e-5;

/**
 * Writes down the layer normalisation of a sublayer, step by step: the operator of the standard computes in float32 unless a runtime does
 * better, and the variance as a difference of squares in some.
 */
export function addLayerNorm(
	{ weights }: ExportContext,
	draft: GraphDraft,
	layer: LayerConfig,
	sublayer: 'attention' | 'mlp',
	label: string,
	x: ValueName,
): ValueName {
	const prefix = `${label}.${sublayer}.norm`;
	const tensors = `${layer.name}.${sublayer}.norm`;
	const centred = addNode(draft, 'Sub', `${prefix}.centred`, [x, addMean(draft, `${prefix}.mean`, x)]);
	const variance = addMean(draft, `${prefix}.variance`, addNode(draft, 'Mul', `${prefix}.squares`, [centred, centred]));
	const raised = addNode(draft, 'Add', `${prefix}.raised`, [variance, weights.number(draft, NORM_EPSILON)]);
	const unit = addNode(draft, 'Div', `${prefix}.unit`, [centred, addNode(draft, 'Sqrt', `${prefix}.deviation`, [raised])]);
	const scaled = addNode(draft, 'Mul', `${prefix}.scaled`, [unit, weights.tensor(draft, `${tensors}.gain`)]);
	return addNode(draft, 'Add', prefix, [scaled, weights.tensor(draft, `${tensors}.bias`)]);
}

function addMean(draft: GraphDraft, label: string, x: ValueName): ValueName {
	return addNode(draft, 'ReduceMean', label, [x, integers(draft, [-1])], { keepdims: 1 });
}
