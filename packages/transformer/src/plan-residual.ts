import type { LayerConfig } from '@alta-ts/model';
import type { BufferRef } from '@alta-ts/tensor';
import { addRows, addTensor, type Draft, type Frozen } from './draft.js';

/** The part of a layer that is added to the residual stream. */
export type Sublayer = 'attention' | 'mlp';

/** What layer normalisation adds to the variance. */
const NORM_EPSILON = 1e-5;

/**
 * Writes down the layer normalisation in front of a sublayer, where the layer has it there.
 *
 * @returns what the sublayer reads.
 */
export function addNormBefore(draft: Draft, layer: LayerConfig, sublayer: Sublayer, label: string, x: BufferRef): BufferRef {
	if (layer.norm !== 'before') return x;
	const out = addRows(draft, `${layer.name}.${sublayer}.normed`, draft.weights.model.config.width);
	addNorm(draft, layer, sublayer, label, x, out, undefined);
	return out;
}

/**
 * Writes down how a sublayer's contribution is added to the residual stream: the sum, and the layer normalisation behind it, where the layer
 * has it there.
 *
 * @param out where the new residual stream goes; may be `residual`.
 */
export function addToResidual(
	draft: Draft,
	layer: LayerConfig,
	sublayer: Sublayer,
	label: string,
	refs: { readonly residual: BufferRef; readonly contribution: BufferRef; readonly out: BufferRef; readonly frozen: Frozen | undefined },
): void {
	const { residual, contribution, out, frozen } = refs;
	const after = layer.norm === 'after';
	const sum = after ? addRows(draft, `${layer.name}.${sublayer}.sum`, draft.weights.model.config.width) : out;
	draft.steps.push({ op: 'add', label: `${label}.${sublayer}.add`, a: residual, b: contribution, ...frozen, out: sum });
	if (after) addNorm(draft, layer, sublayer, label, sum, out, frozen);
}

function addNorm(
	draft: Draft,
	layer: LayerConfig,
	sublayer: Sublayer,
	label: string,
	x: BufferRef,
	out: BufferRef,
	frozen: Frozen | undefined,
): void {
	const { width } = draft.weights.model.config;
	const gain = addTensor(draft, `${layer.name}.${sublayer}.norm.gain`, [width]);
	const bias = addTensor(draft, `${layer.name}.${sublayer}.norm.bias`, [width]);
	draft.steps.push({ op: 'layer-norm', label: `${label}.${sublayer}.norm`, x, gain, bias, epsilon: NORM_EPSILON, ...frozen, out });
}
