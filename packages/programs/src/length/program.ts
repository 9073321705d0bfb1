import { length, type SOp } from '@alta-ts/rasp';

/** The number of positions, at every position. */
export function buildInputLength(): SOp {
	return length();
}
