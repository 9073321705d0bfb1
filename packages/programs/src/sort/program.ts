import { aggregate, EQ, indices, type SOp, select, selectorWidth, tokens } from '@alta-ts/rasp';
import { sortedBefore } from '../classics/selectors.js';

/** Counts what comes before each digit, and fetches by that. */
export function buildSort(): SOp {
	const place = selectorWidth(sortedBefore(tokens<number>()));
	return aggregate(select(place, indices, EQ), tokens<number>());
}
