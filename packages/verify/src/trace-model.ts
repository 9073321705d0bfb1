import type { Columns, LayerTrace, Trace, Value } from '@alta-ts/core';
import type { Budget } from '@alta-ts/interpreter';
import { isVariableBlock, variablesOf } from '@alta-ts/model';
import type { Activation, Transformer, TransformerRun } from '@alta-ts/transformer';

/** A run of weights, with what it showed. */
export interface TracedModelRun extends TransformerRun {
	readonly trace: Trace;
}

/**
 * Runs weights and reads the value of every variable, after each sublayer, from the residual stream. The trace has the variables that the weights
 * hold. Weights do not tell which rows fired, nor which keys a mean left out: of these there are none.
 */
export async function traceModel(
	transformer: Transformer,
	inputs: readonly (readonly string[])[],
	budget: Budget = {},
): Promise<readonly TracedModelRun[]> {
	const { layout, name } = transformer.model;
	const variables = layout.blocks.filter(isVariableBlock).flatMap(variablesOf);
	const recorders = inputs.map(() => recorder(variables));
	const hook = { name: isResidual, visit: (activation: Activation) => recorders[activation.sequence]?.visit(activation) };
	const runs = await transformer.run(inputs, { ...budget, hooks: [hook] });
	return runs.map((run, index) => {
		const { initial, layers } = recorders[index]?.record ?? { initial: {}, layers: [] };
		return { ...run, trace: { program: name, tokens: inputs[index] ?? [], initial, layers } };
	});
}

/** Whether an activation is the residual stream after a whole sublayer. */
export function isResidual(name: string): boolean {
	return name === 'embedding' || (/\.after(Attention|Updates)$/.test(name) && !name.includes('.block.'));
}

interface Recorder {
	readonly record: { initial: Columns; readonly layers: LayerTrace[] };
	visit(activation: Activation): void;
}

function recorder(variables: readonly string[]): Recorder {
	const record: Recorder['record'] = { initial: {}, layers: [] };
	let afterAttention: Columns = {};
	return {
		record,
		visit: (activation) => {
			const columns = columnsOf(variables, activation.decode());
			const place = PLACE.exec(activation.name);
			if (place === null) {
				record.initial = columns;
				return;
			}
			const [, stage, pass, layer, sublayer] = place;
			if (sublayer === 'Attention') {
				afterAttention = columns;
				return;
			}
			const where = { stage: Number(stage), pass: Number(pass), layer: Number(layer) };
			record.layers.push({ ...where, afterAttention, afterUpdates: columns, fired: [], leftOut: [] });
		},
	};
}

const PLACE = /^stage\.(\d+)\.loop\.(\d+)\.layer\.(\d+)\.after(Attention|Updates)$/;

function columnsOf(variables: readonly string[], rows: readonly Readonly<Record<string, Value>>[]): Columns {
	return Object.fromEntries(variables.map((variable) => [variable, rows.map((row) => row[variable])]));
}
