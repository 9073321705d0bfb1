import { aggregate, map, type SOp, tokens } from '@alta-ts/rasp';
import { upToHere } from '../classics/selectors.js';

/** The mean, over all positions so far, of whether there is an x. */
export function buildFractionPrevious(): SOp {
	return aggregate(
		upToHere,
		map((token: string) => Number(token === 'x'), tokens()),
		0,
	);
}
