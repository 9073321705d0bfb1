import { aggregate, EQ, indices, map, type SOp, select, selectorAnd, selectorWidth, sequenceMap, tokens } from '@alta-ts/rasp';
import { before, sortedBefore } from '../classics/selectors.js';

/** More than a token can occur, so that later occurrences come last. */
const LATER = 1000;

/** Sorts first occurrences by how often their tokens occur. */
export function buildMostFrequent(): SOp {
	const same = select(tokens(), tokens(), EQ);
	const isLater = map((earlier: number) => earlier > 0, selectorWidth(selectorAnd(same, before)));
	const rarity = sequenceMap((count: number, later: boolean) => (later ? LATER - count : -count), selectorWidth(same), isLater);
	const shown = sequenceMap((token: string, later: boolean) => (later ? '-' : token), tokens(), isLater);
	const place = selectorWidth(sortedBefore(rarity));
	return aggregate(select(place, indices, EQ), shown);
}
