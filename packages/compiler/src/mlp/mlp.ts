import { domainOf, type Layer } from '@alta-ts/core';
import type { Context } from '../context.js';
import { wholeNumbers } from '../numbers/whole-numbers.js';
import { isReached } from '../passes/reachable-cell.js';
import { tablesByVariable } from '../tables-by-variable.js';
import type { Circuit } from './circuit.js';
import { circuit } from './circuit.js';
import { conditionBuilder } from './conditions.js';
import type { Domains } from './decision.js';
import { eraseOutput, settleOutput } from './head-outputs.js';
import { writeLinear } from './linear-updates.js';
import { valueCodes } from './value-codes.js';
import { writeTable } from './write-table.js';

/**
 * Makes the MLP of a layer, as a circuit: three hidden layers of clipped units, which decide conditions, combine them, and write values; then what they add
 * to the residual stream. Undefined when there is nothing to do.
 */
export function buildCircuit(context: Context, layer: Layer, path: readonly string[]): Circuit | undefined {
	const units = circuit();
	writeTables(context, units, layer, path);
	for (const update of layer.updates) {
		if ('linear' in update) writeLinear(context, units, update, context.sources.of([...path, `update of ${update.writes}`]));
	}
	for (const head of layer.heads) {
		const source = context.sources.of([...path, `head ${head.output}`, head.keep ? 'settle' : 'erase']);
		if (head.keep) settleOutput(context, units, head, source);
		else eraseOutput(context, units, head.output, source);
	}
	return units.contributions.length === 0 ? undefined : units;
}

function writeTables(context: Context, units: Circuit, layer: Layer, path: readonly string[]): void {
	const domains = domainsOf(context, layer);
	const conditions = conditionBuilder(context, units, domains.isPossible, (variable) =>
		context.sources.of([...path, `condition on ${variable}`]),
	);
	const authored = context.authored.get(layer) ?? layer;
	const tables = tablesByVariable(layer.updates);
	for (const variable of context.declared(tables.keys())) {
		const own = tables.get(variable.name) ?? [];
		const tablePath = [...path, `update of ${variable.name}`];
		const table = { path: tablePath, layer: authored, variable: variable.name };
		writeTable({ context, units, conditions, domains, variable, block: context.layout.block(variable.name), table }, own);
	}
}

function domainsOf(context: Context, layer: Layer): Domains {
	const { layout, reachable, onStep } = context;
	const isPossible: Domains['isPossible'] = (variable, index) => isReached(reachable.read(layer, variable.name), index);
	return {
		onStep,
		isPossible,
		wholeNumbersOf: (variable) => (isPossible(variable, domainOf(variable).length - 1) ? undefined : wholeNumbers(context, variable)),
		codesOf: ({ name, values }) => {
			const block = layout.block(name);
			return block.kind === 'ordinal' ? block.codes : valueCodes(values);
		},
	};
}
