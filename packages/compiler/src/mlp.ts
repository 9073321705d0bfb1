import type { Layer, TableUpdate } from '@alta-ts/core';
import type { MlpConfig } from '@alta-ts/model';
import type { Circuit } from './circuit.js';
import { circuit } from './circuit.js';
import type { Context } from './context.js';
import { emitMlp } from './emit-mlp.js';
import { eraseOutput, settleOutput } from './head-outputs.js';
import { writeLinear } from './linear-updates.js';
import { conditionBuilder } from './mlp/conditions.js';
import { writeTable } from './mlp/write-table.js';

/**
 * Makes the MLP of a layer: three hidden layers of clipped units, which decide conditions, combine them, and write values; then what they add
 * to the residual stream. Undefined when there is nothing to do.
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
	return emitMlp(context, `${name}.mlp`, units);
}

function writeTables(context: Context, units: Circuit, layer: Layer, path: readonly string[]): void {
	const conditions = conditionBuilder(context, units, (variable) => context.sources.of([...path, `condition on ${variable}`]));
	const tables = layer.updates.filter((update): update is TableUpdate => 'rows' in update);
	for (const variable of context.program.variables) {
		const own = tables.filter((table) => table.writes === variable.name);
		if (own.length === 0) continue;
		const source = context.sources.of([...path, `update of ${variable.name}`]);
		writeTable({ context, units, conditions, variable, block: context.layout.block(variable.name), source }, own);
	}
}
