import type { NumericalVariable } from '@alta-ts/core';
import type { Context } from '../context.js';
import { bounds, unitOf } from './attainable.js';
import { isExact } from './numeric-error.js';

/**
 * The values of a numerical variable, where its number is always one of them, they are neighbouring whole numbers from 0 on or above, and weights
 * hold them without an error: then sums of such numbers can be asked like sums of codes. Undefined otherwise.
 */
export function wholeNumbers({ facts, layout }: Context, { name, values = [] }: NumericalVariable): readonly number[] | undefined {
	const fact = facts.get(name);
	const [first, last] = [values[0], values.at(-1)];
	if (fact === undefined || first === undefined || last === undefined || layout.guard(name) !== undefined) return undefined;
	const areNeighbours = first >= 0 && values.every((value, index) => Number.isInteger(value) && value === first + index);
	const unit = unitOf(fact.attainable);
	const { min, max } = bounds(fact.attainable);
	const areAll = unit !== undefined && Number.isInteger(unit) && min >= first && max <= last;
	return areNeighbours && areAll && isExact(fact.error) ? values : undefined;
}
