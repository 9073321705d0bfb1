import type { AttentionConfig, LayerConfig, MlpConfig } from '@alta-ts/model';
import { forEachEntry, sparseBuilder } from '@alta-ts/model';
import type { Plan } from '@alta-ts/tensor';
import { addConstant, addInput, addLinear, addRows, finish, integers, newDraft, rowsOf } from './draft.js';
import { addAttended, addAttentionOutput, headValues, valueColumns } from './plan-attention.js';
import { addMlpLinear, mlpSizes } from './plan-mlp.js';
import { addNormBefore, addToResidual, type Sublayer } from './plan-residual.js';
import { toConstant, type Weights } from './weights.js';

/** A piece of a layer as a plan of its own, so that what flows between the pieces can be looked at and changed. */
export function planAttended(weights: Weights, layer: LayerConfig, attention: AttentionConfig): Plan {
	const draft = newDraft(weights);
	const residual = addInput(draft, 'residual', rowsOf(weights.model.config.width, weights.dtype));
	const starts = addInput(draft, 'starts', integers('sequences+1'));
	const attended = addAttended(draft, layer, attention, layer.name, residual, starts);
	return finish(draft, `${weights.model.name}: ${layer.name}.attention`, [attended]);
}

/** From gathered values to what all heads together add: input `attended`, one output. */
export function planAttentionOutput(weights: Weights, layer: LayerConfig, attention: AttentionConfig): Plan {
	const draft = newDraft(weights);
	const attended = addInput(draft, 'attended', rowsOf(valueColumns(attention), weights.dtype));
	const out = addAttentionOutput(draft, layer, attention, layer.name, attended);
	return finish(draft, `${weights.model.name}: ${layer.name}.attention.output`, [out]);
}

/** From gathered values to what each head adds: input `attended`, one output a head, named by the head's index. */
export function planHeads(weights: Weights, layer: LayerConfig, attention: AttentionConfig): Plan {
	const draft = newDraft(weights);
	const { width } = weights.model.config;
	const rows = valueColumns(attention);
	const attended = addInput(draft, 'attended', rowsOf(rows, weights.dtype));
	const outputs = headValues(attention).map(({ head, from }, index) => {
		const name = `${layer.name}.attention.${head.name}.output`;
		const weight = addConstant(draft, name, () => {
			const builder = sparseBuilder(rows, width, weights.dtype);
			forEachEntry(weights.tensor(name, [head.valueWidth, width]), (row, column, value) => {
				if (value !== 0) builder.add(from + row, column, value);
			});
			return toConstant(builder.build(), weights.dtype);
		});
		const out = addRows(draft, String(index), width);
		addLinear(draft, { label: name, x: attended, weight, bias: undefined, out });
		return out;
	});
	return finish(draft, `${weights.model.name}: ${layer.name}.attention heads`, outputs);
}

/** One linear layer of an MLP: input `x`, one output. The first includes the normalisation in front of the MLP. */
export function planMlpLinear(weights: Weights, layer: LayerConfig, mlp: MlpConfig, index: number): Plan {
	const draft = newDraft(weights);
	const x = addInput(draft, 'x', rowsOf(mlpSizes(mlp, weights.model.config.width)[index] ?? 0, weights.dtype));
	const from = index === 0 ? addNormBefore(draft, layer, 'mlp', layer.name, x) : x;
	const out = addMlpLinear(draft, layer, mlp, index, layer.name, from);
	return finish(draft, `${weights.model.name}: ${layer.name}.mlp.${index}`, [out]);
}

/** Residual stream plus contribution: inputs `residual`, `contribution`, `starts` and `flags` (not zero: leave the sequence as it is); output `state`. */
export function planAdd(weights: Weights, layer: LayerConfig, sublayer: Sublayer): Plan {
	const draft = newDraft(weights);
	const type = rowsOf(weights.model.config.width, weights.dtype);
	const residual = addInput(draft, 'residual', type);
	const contribution = addInput(draft, 'contribution', type);
	const starts = addInput(draft, 'starts', integers('sequences+1'));
	const frozen = { unless: addInput(draft, 'flags', integers('sequences')), starts };
	const out = addRows(draft, 'state', weights.model.config.width);
	addToResidual(draft, layer, sublayer, layer.name, { residual, contribution, out, frozen });
	return finish(draft, `${weights.model.name}: ${layer.name}.${sublayer}.add`, [out]);
}
