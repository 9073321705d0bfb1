import type { Layer } from '@alta-ts/core';
import type { MlpConfig } from '@alta-ts/model';
import type { Circuit } from './circuit.js';
import { circuit } from './circuit.js';
import type { Context } from './context.js';
import { eraseOutput, settleOutput } from './head-outputs.js';
import { writeLinear } from './linear-updates.js';
import { matrix, vector } from './matrix.js';
import { writeTables } from './table-updates.js';

/**
 * Makes the MLP of a layer: three hidden layers of clipped units, which decide conditions on single variables, rows, and gated values; then
 * what they add to the residual stream. Undefined when there is nothing to do.
 */
export function buildMlp(context: Context, name: string, layer: Layer, path: readonly string[]): MlpConfig | undefined {
	const units = circuit();
	writeTables(context, units, layer, path);
	layer.updates.forEach((update, index) => {
		if ('linear' in update) writeLinear(context, units, update, context.sources.of([...path, `update ${index} (writes ${update.writes})`]));
	});
	for (const head of layer.heads) {
		const source = context.sources.of([...path, `head ${head.output}`, head.keep ? 'settle' : 'erase']);
		if (head.keep) settleOutput(context, units, head, source);
		else eraseOutput(context, units, head.output, source);
	}
	if (units.contributions.length === 0) return undefined;
	emit(context, `${name}.mlp`, units);
	return { activation: 'clipped-relu', hidden: units.layers.map((layer) => layer.length) };
}

function emit(context: Context, prefix: string, units: Circuit): void {
	const { layout, tensors } = context;
	let inputs = layout.width;
	units.layers.forEach((layer, index) => {
		const weight = matrix(context, inputs, layer.length);
		layer.forEach((unit, column) => {
			for (const [input, value] of unit.inputs.terms) weight.add(input, column, value, unit.source);
		});
		tensors[`${prefix}.${index}.weight`] = weight.build();
		tensors[`${prefix}.${index}.bias`] = vector(
			context,
			layer.map((unit) => unit.inputs.bias),
			layer.map((unit) => unit.source),
		);
		inputs = layer.length;
	});
	const weight = matrix(context, inputs, layout.width);
	const bias = new Array<number>(layout.width).fill(0);
	const sources = new Array<number>(layout.width).fill(-1);
	for (const { coordinate, amount, source } of units.contributions) {
		for (const [unit, value] of amount.terms) weight.add(unit, coordinate, value, source);
		if (amount.bias === 0) continue;
		bias[coordinate] = (bias[coordinate] ?? 0) + amount.bias;
		sources[coordinate] = source;
	}
	tensors[`${prefix}.${units.layers.length}.weight`] = weight.build();
	tensors[`${prefix}.${units.layers.length}.bias`] = vector(context, bias, sources);
}
