import type { Head } from '@alta-ts/core';
import type { Context } from '../context.js';
import { magnitude } from '../numbers/attainable.js';
import { numberScale } from '../numbers/number-scale.js';
import { MOST_POSITIONS, roundings } from '../numbers/rounding.js';
import { mostKeys } from './offsets.js';

/** How far the sum of the weights of several keys may be from 1, for what is on to be above ¾ and what is off below ¼. */
const MASS_ERROR = 1 / 4;

/**
 * The same where two such sums are compared to tell one key from several: with m keys the difference of twice m / (m + 1) and 1 is at least ⅓,
 * off by at most 7/3 of the error, and 3/16 and a quarter of the error is enough to switch off what was selected.
 */
export const GUARD_ERROR: number = (1 / 3 - 3 / 16) / (7 / 3 + 1 / 4);

/** Roundings of a sum of weights besides those of the sum itself: a quotient, a product. */
export const BESIDES = 3;

/**
 * Leaves behind what the scores of a head must meet so that keys that are not selected count for nothing, and several that are selected add up
 * to about 1.
 *
 * @param largest the largest score. Scores are whole multiples of the separation, so that they are exact as long as they are not too large.
 */
export function checkScores(context: Context, head: Head, largest: number): void {
	const { precision, maxLength, facts, layout } = context;
	const place = `head ${head.output}`;
	const check = (what: string, needs: number, has: number): void => void context.margins.push({ place, what, needs, has });
	const keys = mostKeys(head.where, maxLength ?? MOST_POSITIONS);
	const others = keys * Math.exp(-precision.separation);
	check('distance of scores at which the weight of a key is exactly zero', precision.vanishing, precision.separation);
	check('size of scores up to which they are exact', largest, Math.min(precision.separation * 2 ** precision.bits, precision.finite));
	check('weight of all keys that are not selected, which must vanish beside one', others, precision.epsilon / 4);
	check('weight of all keys that are not selected, which must vanish where nothing is selected', others, precision.tiny / 2);
	const fact = facts.get(head.value);
	if (fact !== undefined) {
		// A number without bound has no scale, and is refused for that.
		const bound = magnitude(fact.attainable) === Infinity ? numberScale(context, head.value) : magnitude(fact.attainable);
		const added = others * bound;
		check('numbers of all keys that are not selected, which must vanish', added, (precision.smallest * precision.epsilon) / 4);
	}
	const most = roundings(precision, keys + BESIDES);
	if (head.combine === 'mean' || head.combine === 'sum') check('error of a sum of as many weights as there are keys', most, MASS_ERROR);
	if (layout.guard(head.output) !== undefined) check('error of sums of weights that tell one key from several', most, GUARD_ERROR);
}
