import { aggregate, EQ, indices, length, type SOp, select, sequenceMap, tokens } from '@alta-ts/rasp';

/** Fetches from the position that is as far from the end as the own one is from the start. */
export function buildReverse(): SOp {
	const mirrored = sequenceMap((count: number, index: number) => count - index - 1, length(), indices);
	return aggregate(select(indices, mirrored, EQ), tokens());
}
