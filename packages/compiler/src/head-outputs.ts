import type { Head } from '@alta-ts/core';
import type { Affine } from './affine.js';
import { scaled, sum, term } from './affine.js';
import type { Circuit } from './circuit.js';
import { carryNumber } from './circuit.js';
import type { Context } from './context.js';
import { binaryCoordinates } from './encoding.js';
import { definedCoordinate } from './layout-pass.js';
import { numberScale } from './number-scale.js';

/** Subtracts what attention really added for a head, fractions included, so that the next layer starts from zeros. */
export function eraseOutput(context: Context, units: Circuit, variable: string, source: number): void {
	const block = context.layout.block(variable);
	for (const coordinate of binaryCoordinates(block)) eraseBinary(units, coordinate, source);
	if (block.kind === 'numerical') units.contribute(block.start, scaled(number(context, units, variable, source), -1), source);
	eraseGuard(context, units, variable, source);
}

/**
 * Makes an output that is kept fit to be asked for, selected and averaged by later heads: coordinates that a quotient may have left a rounding
 * away from 1 become 1, and a guarded output becomes what it means, zeros where several keys were selected.
 */
export function settleOutput(context: Context, units: Circuit, { output: variable, combine }: Head, source: number): void {
	const { layout } = context;
	const guard = layout.guard(variable);
	if (guard === undefined && combine !== 'mean' && combine !== 'sum') return;
	const block = layout.block(variable);
	const settled = (coordinate: number): number => {
		const several = guard === undefined ? [] : [term(guard, -8)];
		const inputs = sum(term(coordinate, 2), ...several, { bias: -1 / 2, terms: new Map() });
		return units.carry(0, units.unit(0, inputs, source), 1, source);
	};
	for (const coordinate of binaryCoordinates(block)) {
		eraseBinary(units, coordinate, source);
		units.contribute(coordinate, term(units.carry(1, settled(coordinate), 2, source)), source);
	}
	const defined = definedCoordinate(block);
	if (guard === undefined) return;
	eraseGuard(context, units, variable, source);
	if (block.kind !== 'numerical' || defined === undefined) return;
	units.contribute(block.start, scaled(number(context, units, variable, source), -1), source);
	units.contribute(block.start, number(context, units, variable, source, term(settled(defined))), source);
}

function eraseBinary(units: Circuit, coordinate: number, source: number): void {
	units.contribute(coordinate, scaled(carryNumber(units, coordinate, 2, source, { signed: false }), -1), source);
}

function eraseGuard(context: Context, units: Circuit, variable: string, source: number): void {
	const guard = context.layout.guard(variable);
	if (guard !== undefined) units.contribute(guard, scaled(carryNumber(units, guard, 2, source, { signed: true }), -1), source);
}

/** The number of a numerical output, everywhere or where a gate is 1. */
function number(context: Context, units: Circuit, variable: string, source: number, gate?: Affine): Affine {
	const scale = numberScale(context, variable);
	const { start } = context.layout.block(variable);
	return carryNumber(units, start, scale, source, { signed: true, ...(gate === undefined ? {} : { gate }) });
}
