import type { Affine } from '../affine.js';
import { sum } from '../affine.js';
import { binaryUnit } from '../numbers/attainable.js';
import type { NumberFact } from './coordinate-facts.js';

/** A number that a sum can contain: what is known of it and, for a unit max(0, inputs), those. */
export interface KnownNumber {
	readonly fact: NumberFact;
	readonly inputs?: Affine;
}

/** Facts about coordinates and units, by the number that stands for them in sums. */
export interface KnownNumbers {
	of(index: number): KnownNumber;
}

/** More units than this in one sum are not asked whether they exclude each other: it takes the square of their number. */
const MOST_COMPARED = 48;

/**
 * What is known of a sum. Of coordinates in one group only one counts, and so it is with units of which no two are ever on together.
 *
 * @param bits of the significand: sums of multiples of a power of two are exact as long as they need no more.
 */
export function factOfSum(known: KnownNumbers, amount: Affine, bits: number): NumberFact {
	return { min: -largest(known, amount, -1), max: largest(known, amount, 1), grid: gridOf(known, amount, bits) };
}

function gridOf(known: KnownNumbers, { terms, bias }: Affine, bits: number): number {
	let grid = bias === 0 ? Infinity : dyadic(bias);
	let size = Math.abs(bias);
	for (const [index, weight] of terms) {
		const { fact } = known.of(index);
		grid = Math.min(grid, fact.grid === 0 ? 0 : fact.grid * dyadic(weight));
		size += Math.abs(weight) * Math.max(Math.abs(fact.min), Math.abs(fact.max));
	}
	if (grid === Infinity) return 1;
	return size <= grid * 2 ** (bits - 1) ? grid : 0;
}

/** The largest power of two (up to some size) that a number is a multiple of. */
function dyadic(x: number): number {
	return Number.isFinite(x) ? binaryUnit(x) : 0;
}

/** The largest value of `sign` times the sum. */
function largest(known: KnownNumbers, { terms, bias }: Affine, sign: 1 | -1): number {
	let total = sign * bias;
	const groups = new Map<number, number>();
	const units: { readonly inputs: Affine; readonly most: number }[] = [];
	for (const [index, weight] of terms) {
		const { fact, inputs } = known.of(index);
		const most = Math.max(sign * weight * fact.min, sign * weight * fact.max);
		if (fact.group !== undefined) groups.set(fact.group, Math.max(groups.get(fact.group) ?? 0, most));
		else if (inputs !== undefined && most > 0) units.push({ inputs, most });
		else total += most;
	}
	for (const most of groups.values()) total += most;
	const alone =
		units.length <= MOST_COMPARED && units.every((a, i) => units.slice(0, i).every((b) => excludeEachOther(known, a.inputs, b.inputs)));
	return total + units.reduce((most, unit) => (alone ? Math.max(most, unit.most) : most + unit.most), 0);
}

/** Whether two units are never on together: both would be at least a grid's width above 0, and so their inputs at least twice that. */
function excludeEachOther(known: KnownNumbers, a: Affine, b: Affine): boolean {
	const grid = Math.min(gridOf(known, a, Infinity), gridOf(known, b, Infinity));
	return grid > 0 && largest(known, withoutUnits(known, sum(a, b)), 1) < 2 * grid;
}

/** The sum with units taken at their largest, so that the question does not go on for ever. */
function withoutUnits(known: KnownNumbers, { terms, bias }: Affine): Affine {
	let most = bias;
	const rest = new Map<number, number>();
	for (const [index, weight] of terms) {
		const { fact, inputs } = known.of(index);
		if (inputs === undefined) rest.set(index, weight);
		else most += Math.max(weight * fact.min, weight * fact.max);
	}
	return { bias: most, terms: rest };
}
