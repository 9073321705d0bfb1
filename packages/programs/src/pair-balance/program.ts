import { aggregate, linearSequenceMap, map, type SOp, tokens } from '@alta-ts/rasp';
import { upToHere } from '../classics/selectors.js';

/** The difference of two shares, which becomes one mean. */
export function buildPairBalance(): SOp {
	const opened = aggregate(
		upToHere,
		map((token: string) => token === '(', tokens()),
		0,
	);
	const closed = aggregate(
		upToHere,
		map((token: string) => token === ')', tokens()),
		0,
	);
	return linearSequenceMap(opened, closed, 1, -1);
}
