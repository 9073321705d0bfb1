import type { Layer } from '@alta-ts/core';
import type { MlpConfig } from '@alta-ts/model';
import { circuit } from './circuit.js';
import type { Context } from './context.js';
import { emitMlp } from './emit-mlp.js';
import { eraseOutput, settleOutput } from './head-outputs.js';
import { writeLinear } from './linear-updates.js';
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
	return emitMlp(context, `${name}.mlp`, units);
}
