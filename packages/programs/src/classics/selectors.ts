import { EQ, full, indices, LEQ, LT, type Selector, type Sequence, select, selectorAnd, selectorOr, selectorWidth } from '@alta-ts/rasp';

/** All positions up to the own one. */
export const upToHere: Selector = select(indices, indices, LEQ);

/** All positions before the own one. */
export const before: Selector = select(indices, indices, LT);

/** The positions where something is true. */
export function whereTrue(flags: Sequence<boolean>): Selector {
	return select(flags, full(true), EQ);
}

/** How often something is true, up to the own position. */
export function timesSoFar(flags: Sequence<boolean>): Sequence<number> {
	return selectorWidth(selectorAnd(whereTrue(flags), upToHere));
}

/** Positions that come before the own one when a key is sorted; equal keys stay in order. */
export function sortedBefore(key: Sequence<number> | Sequence<string>): Selector {
	return selectorOr(select(key, key, LT), selectorAnd(select(key, key, EQ), before));
}
