import type { Context } from './context.js';
import type { NumericFact } from './numeric-facts.js';
import { errorAt } from './numeric-facts.js';

/** Two numbers are told apart where they are this many errors apart: two for the numbers themselves, and something to decide in. */
export const ROOM = 2.5;

/** Roundings in scale, bias, product and sum, in units of epsilon · |number|. */
const ROUNDINGS = 6;

/** How far the weights' number, seen by a unit or a test, can be from the program's when that has this size. */
export function readError(context: Context, fact: NumericFact, size: number): number {
	return errorAt(fact, size) + ROUNDINGS * context.precision.epsilon * size;
}
