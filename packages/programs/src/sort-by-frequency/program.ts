import { aggregate, EQ, indices, map, type SOp, select, selectorWidth, tokens } from '@alta-ts/rasp';
import { sortedBefore } from '../classics/selectors.js';

/** Sorts tokens by how often they occur. */
export function buildSortByFrequency(): SOp {
	const rarity = map((count: number) => -count, selectorWidth(select(tokens(), tokens(), EQ)));
	const place = selectorWidth(sortedBefore(rarity));
	return aggregate(select(place, indices, EQ), tokens());
}
