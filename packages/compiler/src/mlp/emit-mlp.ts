import type { MlpConfig } from '@alta-ts/model';
import type { Context } from '../context.js';
import { matrix, vector } from '../matrix.js';
import type { Circuit } from './circuit.js';

/** Makes the tensors of a circuit: three hidden layers of clipped units, then what they add to the residual stream. */
export function emitMlp(context: Context, prefix: string, units: Circuit): MlpConfig {
	const { layout, tensors, sources } = context;
	let inputs = layout.width;
	units.layers.forEach((layer, index) => {
		const weight = matrix(context, inputs, layer.length);
		const unitSources = layer.map((unit) => sources.shared(unit.sources));
		layer.forEach((unit, column) => {
			for (const [input, value] of unit.inputs.terms) weight.add(input, column, value, unitSources[column]);
		});
		tensors[`${prefix}.${index}.weight`] = weight.build();
		tensors[`${prefix}.${index}.bias`] = vector(
			context,
			layer.map((unit) => unit.inputs.bias),
			unitSources,
		);
		inputs = layer.length;
	});
	const weight = matrix(context, inputs, layout.width);
	const bias = new Array<number>(layout.width).fill(0);
	const biasSources = new Array<number>(layout.width).fill(-1);
	for (const { coordinate, amount, source } of units.contributions) {
		for (const [unit, value] of amount.terms) weight.add(unit, coordinate, value, source);
		if (amount.bias === 0) continue;
		bias[coordinate] = (bias[coordinate] ?? 0) + amount.bias;
		biasSources[coordinate] = source;
	}
	tensors[`${prefix}.${units.layers.length}.weight`] = weight.build();
	tensors[`${prefix}.${units.layers.length}.bias`] = vector(context, bias, biasSources);
	return { activation: 'clipped-relu', hidden: units.layers.map((layer) => layer.length) };
}
