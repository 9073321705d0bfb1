import type { Affine } from '../affine.js';
import type { Context } from '../context.js';
import { numberScale } from '../numbers/number-scale.js';
import type { Circuit } from './circuit.js';
import { carryNumber } from './circuit.js';

/** The number of a numerical variable, in terms of the last hidden layer: everywhere, or where a gate (see `carryNumber`) is 1. */
export function carryVariable(context: Context, units: Circuit, variable: string, source: number, gate?: Affine): Affine {
	const scale = numberScale(context, variable);
	const { start } = context.layout.block(variable);
	return carryNumber(units, start, scale, source, { signed: true, ...(gate === undefined ? {} : { gate }) });
}
