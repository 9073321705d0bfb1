import { EQ, map, type SOp, select, selectorAnd, selectorWidth, tokens } from '@alta-ts/rasp';
import { before, whereTrue } from '../classics/selectors.js';

/** Counts the first occurrences of tokens with the same count. */
export function buildDoubleHistogram(): SOp {
	const same = select(tokens(), tokens(), EQ);
	const count = selectorWidth(same);
	const isFirst = map((earlier: number) => earlier === 0, selectorWidth(selectorAnd(same, before)));
	return selectorWidth(selectorAnd(select(count, count, EQ), whereTrue(isFirst)));
}
