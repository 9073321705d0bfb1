import type { Context } from '../context.js';
import { errorAt, type NumericFact } from './numeric-error.js';
import { ceilTo, floorTo } from './rounding.js';

/** Two numbers of a program that weights have to tell apart. */
export interface Gap {
	readonly from: number;
	readonly to: number;
}

/**
 * A number of the dtype between two numbers of a program: the weights' number is at most `threshold` where the program's is at most the lower
 * one, and at least `above` where the program's is at least the upper one.
 */
export interface Threshold {
	readonly threshold: number;
	readonly above: number;
}

/** What double precision, in which this is worked out, can be off by, in units of the size of the numbers. */
const OWN_ERROR = 2 ** -50;

/** How much of a gap the errors of the numbers on both sides take up. */
export function errorsAt(fact: NumericFact, { from, to }: Gap): number {
	return errorOn(fact, from) + errorOn(fact, to);
}

/** The threshold where errors begin to leave something of a gap; undefined where they leave nothing. */
export function thresholdIn({ precision }: Context, fact: NumericFact, { from, to }: Gap): Threshold | undefined {
	const lower = from + errorOn(fact, from);
	const upper = to - errorOn(fact, to);
	// The weights' numbers are of the dtype themselves, so that nothing lies between an end and its rounding inwards.
	return lower < upper ? { threshold: floorTo(precision, lower), above: ceilTo(precision, upper) } : undefined;
}

function errorOn(fact: NumericFact, number: number): number {
	const error = errorAt(fact, Math.abs(number));
	return error === 0 ? 0 : error + OWN_ERROR * Math.abs(number);
}
