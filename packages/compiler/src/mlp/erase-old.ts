import { constant, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import { binaryCoordinates } from '../encoding.js';
import { powerOfTwo } from '../numbers/precision.js';
import { carryVariable } from './carry-variable.js';
import type { Guard } from './conditions.js';
import { firing, gates, sourceOf } from './firing.js';
import { isOn } from './is-on.js';
import { addCodes, carryCode, sizeWithConditions } from './steps.js';
import type { Writing } from './writing.js';

/** Subtracts the old value of a variable where one of some guards, of which no two hold together, does. */
export function eraseOld(writing: Writing, guards: readonly Guard[]): void {
	const { context, units, conditions, domains, variable, block } = writing;
	if (guards.length === 0) return;
	const codes = variable.kind === 'categorical' ? domains.codesOf(variable) : [];
	if (variable.kind === 'categorical' && (block.kind === 'ordinal' || canCarry(context, codes, guards))) {
		const whole = conditions.codeOf(variable, codes);
		const carried = gates(context.sources, guards).map((gate) => carryCode(context, units, whole, { sign: 1, offset: 0 }, gate));
		addCodes(context, units, carried, { block, codes, amount: -1 });
		return;
	}
	const source = sourceOf(context.sources, guards);
	const writes = firing(units, context.sources, guards);
	for (const coordinate of binaryCoordinates(block)) {
		const old = units.carry(0, isOn(context, units, variable.name, term(coordinate), source), 1, source);
		const erased = units.unit(2, sum(term(old), writes, constant(-1)), source);
		units.contribute(coordinate, term(erased, -1), source);
	}
	if (block.kind !== 'numerical') return;
	units.contribute(block.start, scaled(carryVariable(context, units, variable.name, source, writes), -1), source);
}

/** Whether the dtype can add up a code of a variable with the conditions of a guard; otherwise each coordinate is erased for itself. */
function canCarry({ precision }: Context, codes: readonly number[], guards: readonly Guard[]): boolean {
	const conditions = Math.max(...guards.map((guard) => guard.units.length));
	return sizeWithConditions(conditions, powerOfTwo((codes.at(-1) ?? 0) + 1)) <= 2 ** precision.bits;
}
