import { linearSequenceMap, map, type SOp, sequenceMap, tokens } from '@alta-ts/rasp';
import { timesSoFar } from '../classics/selectors.js';

/** Compares what was opened and closed up to each position. */
export function buildDyck1(): SOp {
	const opened = timesSoFar(map((token: string) => token === '(', tokens()));
	const closed = timesSoFar(map((token: string) => token === ')', tokens()));
	const depth = linearSequenceMap(opened, closed, 1, -1);
	const failures = timesSoFar(map((balance: number) => balance < 0, depth));
	return sequenceMap((balance: number, failed: number) => (failed > 0 ? 'F' : balance === 0 ? 'T' : 'P'), depth, failures);
}
