import type { VariableBlock } from '@alta-ts/model';
import { constant, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import { powerOfTwo } from '../numbers/precision.js';
import type { Circuit } from './circuit.js';
import type { Guard, WholeSum } from './conditions.js';
import { allOf } from './conditions.js';

/** A code on its way through the MLP: units of the second hidden layer, of which at most one is above 0, and by how much it was divided. */
export interface CarriedCode {
	readonly unit: number;
	readonly scale: number;
	/** No code is larger. */
	readonly largest: number;
	readonly source: number;
}

/**
 * Carries the code `sign · sum + offset` to the second hidden layer: divided by a power of two (which is exact) so that it fits into a unit, and
 * 0 where the guard does not hold.
 *
 * @param guard sums of first-layer units that are all 1 where the code counts; there it must be at least 0.
 */
export function carryCode(
	{ margins, precision }: Context,
	units: Circuit,
	whole: WholeSum,
	code: { readonly sign: 1 | -1; readonly offset: number },
	{ units: guard, source }: Guard,
): CarriedCode {
	const { inputs, smallest, largest } = whole;
	const scale = powerOfTwo(largest - smallest + Math.abs(code.offset + code.sign * smallest) + 1);
	margins.push({
		place: `condition on ${whole.name}`,
		what: 'whole numbers up to which a code and its conditions add up exactly',
		needs: sizeWithConditions(guard.length, scale),
		has: 2 ** precision.bits,
	});
	const first = units.unit(0, scaled(sum(inputs, constant(-smallest)), 1 / scale), source);
	const carried = sum(term(first, code.sign), constant((code.offset + code.sign * smallest) / scale));
	const extreme = code.sign === 1 ? largest : -smallest;
	return { unit: units.unit(1, allOf([...guard, carried]), source), scale, largest: extreme + code.offset, source };
}

/** What a code of this scale and its conditions add up to, counted in the smallest difference of such sums, which must all be exact. */
export function sizeWithConditions(conditions: number, scale: number): number {
	return (conditions + 2) * scale;
}

/** A block of a categorical variable that codes are added to or subtracted from. */
export interface CodedBlock {
	readonly block: VariableBlock;
	/** The code of each of its values. */
	readonly codes: readonly number[];
	readonly amount: 1 | -1;
}

/**
 * Adds the value with a code to a block (or subtracts it), by units of the last hidden layer. Code 0 is nothing; codes beyond the last count as the
 * last.
 *
 * A block that holds codes takes the code itself. A one-hot block takes steps: step i is 1 where the code has reached that of value i, so that
 * value i is on where step i is 1 and the next one is not.
 */
export function addCodes(context: Context, units: Circuit, carried: readonly CarriedCode[], coded: CodedBlock): void {
	if (carried.length === 0) return;
	const source = context.sources.shared(carried.map((each) => each.source));
	context.margins.push({
		place: `variable ${coded.block.variable}`,
		what: 'whole numbers up to which codes of values are exact',
		needs: Math.max(...carried.map(({ scale }) => scale)) + (coded.codes.at(-1) ?? 0),
		has: 2 ** context.precision.bits,
	});
	if (coded.block.kind === 'ordinal') addCode(units, carried, coded, source);
	else addSteps(units, carried, coded, source);
}

function addCode(units: Circuit, carried: readonly CarriedCode[], { block, codes, amount }: CodedBlock, source: number): void {
	const scale = Math.max(...carried.map((each) => each.scale));
	const total = sum(...carried.map((each) => term(each.unit, each.scale / scale)));
	units.contribute(block.start, term(units.unit(2, total, source), amount * scale), source);
	const last = codes.at(-1) ?? 0;
	if (carried.every(({ largest }) => largest <= last)) return;
	const beyond = units.unit(2, sum(total, constant(-last / scale)), source);
	units.contribute(block.start, term(beyond, -amount * scale), source);
}

function addSteps(units: Circuit, carried: readonly CarriedCode[], { block, codes, amount }: CodedBlock, source: number): void {
	const total = sum(...carried.map(({ unit, scale }) => term(unit, scale)));
	codes.forEach((code, index) => {
		const step = units.unit(2, sum(total, constant(1 - code)), source);
		units.contribute(block.start + index, term(step, amount), source);
		if (index > 0) units.contribute(block.start + index - 1, term(step, -amount), source);
	});
}
