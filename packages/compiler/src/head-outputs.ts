import { scaled, sum, term } from './affine.js';
import type { Circuit } from './circuit.js';
import { carryNumber } from './circuit.js';
import type { Context } from './context.js';
import { binaryCoordinates } from './encoding.js';
import { definedCoordinate } from './layout-pass.js';
import { numberScale } from './number-scale.js';

/** Subtracts what attention really added for a head, fractions included, so that the next layer starts from zeros. */
export function eraseOutput(context: Context, units: Circuit, variable: string, source: number): void {
	const { layout } = context;
	const block = layout.block(variable);
	for (const coordinate of binaryCoordinates(block)) {
		units.contribute(coordinate, scaled(carryNumber(units, coordinate, 2, source, { signed: false }), -1), source);
	}
	if (block.kind === 'numerical') {
		const scale = numberScale(context, variable);
		units.contribute(block.start, scaled(carryNumber(units, block.start, scale, source, { signed: true }), -1), source);
	}
	const guard = layout.guard(variable);
	if (guard !== undefined) units.contribute(guard, scaled(carryNumber(units, guard, 2, source, { signed: true }), -1), source);
}

/** Replaces a guarded output that is kept by what it means: the selected value where one key was selected, and zeros elsewhere. */
export function settleOutput(context: Context, units: Circuit, variable: string, source: number): void {
	const { layout } = context;
	eraseOutput(context, units, variable, source);
	const block = layout.block(variable);
	const guard = layout.guard(variable) ?? 0;
	const settled = (coordinate: number): number => {
		const inputs = sum(term(coordinate, 2), term(guard, -8), { bias: -1 / 2, terms: new Map() });
		return units.carry(0, units.unit(0, inputs, source), 1, source);
	};
	for (const coordinate of binaryCoordinates(block)) {
		units.contribute(coordinate, term(units.carry(1, settled(coordinate), 2, source)), source);
	}
	const defined = definedCoordinate(block);
	if (block.kind !== 'numerical' || defined === undefined) return;
	const gate = term(settled(defined));
	units.contribute(block.start, carryNumber(units, block.start, numberScale(context, variable), source, { signed: true, gate }), source);
}
