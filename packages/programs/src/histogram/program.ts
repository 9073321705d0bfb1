import { EQ, type SOp, select, selectorWidth, tokens } from '@alta-ts/rasp';

/** Counts the positions with the same token. */
export function buildHistogram(): SOp {
	return selectorWidth(select(tokens(), tokens(), EQ));
}
