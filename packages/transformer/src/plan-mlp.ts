import type { LayerConfig, MlpConfig } from '@alta-ts/model';
import type { BufferRef } from '@alta-ts/tensor';
import { addLinear, addRows, addTensor, type Draft } from './draft.js';
import { addNormBefore } from './plan-residual.js';

/** Sizes of an MLP from its input to its output: width, hidden layers, width. */
export function mlpSizes(mlp: MlpConfig, width: number): readonly number[] {
	return [width, ...mlp.hidden, width];
}

/** Writes down one linear layer of an MLP, with its activation unless it is the last: [rows, units]. */
export function addMlpLinear(draft: Draft, layer: LayerConfig, mlp: MlpConfig, index: number, label: string, x: BufferRef): BufferRef {
	const sizes = mlpSizes(mlp, draft.weights.model.config.width);
	const inputs = sizes[index] ?? 0;
	const outputs = sizes[index + 1] ?? 0;
	const prefix = `${layer.name}.mlp.${index}`;
	const weight = addTensor(draft, `${prefix}.weight`, [inputs, outputs]);
	const bias = addTensor(draft, `${prefix}.bias`, [outputs]);
	const out = addRows(draft, `${prefix}.out`, outputs);
	addLinear(draft, {
		label: `${label}.mlp.${index}`,
		x,
		weight,
		bias,
		activation: index < mlp.hidden.length ? mlp.activation : 'none',
		out,
	});
	return out;
}

/** Writes down a whole MLP, with its normalisation if that comes before: what it adds to the residual stream, [rows, width]. */
export function addMlp(draft: Draft, layer: LayerConfig, mlp: MlpConfig, label: string, residual: BufferRef): BufferRef {
	let x = addNormBefore(draft, layer, 'mlp', label, residual);
	for (let index = 0; index <= mlp.hidden.length; index++) x = addMlpLinear(draft, layer, mlp, index, label, x);
	return x;
}
