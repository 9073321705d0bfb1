import type { LinearUpdate } from '@alta-ts/core';
import type { Affine } from '../affine.js';
import { constant, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import { definedCoordinate } from '../layout-pass.js';
import { carryVariable } from './carry-variable.js';
import type { Circuit } from './circuit.js';
import { carryNumber } from './circuit.js';
import { isOn } from './is-on.js';

/** Replaces a numerical variable by a linear map of others; it becomes undefined, and its number 0, where one of them is undefined. */
export function writeLinear(context: Context, units: Circuit, update: LinearUpdate, source: number): void {
	const target = context.layout.block(update.writes);
	const reads = Object.entries(update.linear);
	const gate = allDefined(
		context,
		units,
		reads.map(([name]) => name),
		source,
	);
	const always = gate === undefined ? constant(1) : term(units.unit(2, gate, source));
	const parts = reads.map(([name, coefficient]) => scaled(carryVariable(context, units, name, source, gate), coefficient));
	units.contribute(
		target.start,
		sum(...parts, scaled(always, update.bias), scaled(carryVariable(context, units, update.writes, source), -1)),
		source,
	);
	const defined = definedCoordinate(target);
	if (defined !== undefined)
		units.contribute(defined, sum(always, scaled(carryNumber(units, defined, 2, source, { signed: false }), -1)), source);
}

/** A second-layer sum that is 1 where all these variables are defined and 0 elsewhere; undefined if they always are. */
function allDefined(context: Context, units: Circuit, variables: readonly string[], source: number): Affine | undefined {
	const conditions = variables.flatMap((name) => {
		const defined = definedCoordinate(context.layout.block(name));
		if (defined === undefined) return [];
		return [term(isOn(context, units, name, term(defined), source))];
	});
	if (conditions.length === 0) return undefined;
	return term(units.unit(1, sum(...conditions, constant(1 - conditions.length)), source));
}
