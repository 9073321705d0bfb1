import type { Head } from '@alta-ts/core';
import { scaled, term } from '../affine.js';
import type { Context } from '../context.js';
import { binaryCoordinates } from '../encoding.js';
import { definedCoordinate } from '../layout-pass.js';
import { powerOfTwo } from '../numbers/precision.js';
import { carryVariable } from './carry-variable.js';
import type { Circuit } from './circuit.js';
import { carryNumber } from './circuit.js';
import { isOn } from './is-on.js';

/** Subtracts what attention really added for a head, fractions included, so that the next layer starts from zeros. */
export function eraseOutput(context: Context, units: Circuit, variable: string, source: number): void {
	const block = context.layout.block(variable);
	for (const coordinate of binaryCoordinates(block)) eraseBinary(units, coordinate, source);
	if (block.kind === 'numerical') units.contribute(block.start, scaled(carryVariable(context, units, variable, source), -1), source);
	if (block.kind === 'ordinal') {
		// Where several keys were selected, their mean may be rounded to a little more than the largest code.
		const scale = 2 * powerOfTwo(block.codes.at(-1) ?? 1);
		units.contribute(block.start, scaled(carryNumber(units, block.start, scale, source, { signed: false }), -1), source);
	}
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
		return units.carry(0, isOn(context, units, variable, term(coordinate), source), 1, source);
	};
	for (const coordinate of binaryCoordinates(block)) {
		eraseBinary(units, coordinate, source);
		units.contribute(coordinate, term(units.carry(1, settled(coordinate), 2, source)), source);
	}
	const defined = definedCoordinate(block);
	if (guard === undefined) return;
	eraseGuard(context, units, variable, source);
	if (block.kind !== 'numerical' || defined === undefined) return;
	units.contribute(block.start, scaled(carryVariable(context, units, variable, source), -1), source);
	units.contribute(block.start, carryVariable(context, units, variable, source, term(settled(defined))), source);
}

function eraseBinary(units: Circuit, coordinate: number, source: number): void {
	units.contribute(coordinate, scaled(carryNumber(units, coordinate, 2, source, { signed: false }), -1), source);
}

function eraseGuard(context: Context, units: Circuit, variable: string, source: number): void {
	const guard = context.layout.guard(variable);
	if (guard !== undefined) units.contribute(guard, scaled(carryNumber(units, guard, 2, source, { signed: true }), -1), source);
}
