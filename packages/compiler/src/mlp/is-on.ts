import type { Affine } from '../affine.js';
import { constant, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import type { Circuit } from './circuit.js';

/**
 * A first-layer unit that is exactly 1 where a sum of a variable's coordinates is above ½ and 0 elsewhere; the sum is near 0 or 1. Where several
 * keys were selected for the variable, it is 0.
 */
export function isOn(context: Context, units: Circuit, variable: string, inputs: Affine, source: number): number {
	const guard = context.layout.guard(variable);
	// Where several keys are selected the guard is at least ⅓, and 8 · ⅓ outweighs 2 · 1 − ½.
	const pushed = guard === undefined ? inputs : sum(inputs, term(guard, -4));
	return units.unit(0, sum(scaled(pushed, 2), constant(-1 / 2)), source);
}
