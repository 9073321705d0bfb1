import { type Both, inTurns, milliseconds } from './measure.js';
import { median } from './quantiles.js';
import { type RatioRange, ratioOf } from './ratio.js';

/** How long two ways to do the same take (medians of the rounds), and how many times as long the peer's takes. */
export interface Times extends RatioRange {
	readonly ours: number;
	readonly peer: number;
}

/**
 * Times two ways to do the same, in turns, after one run of each that does not count.
 *
 * @param parts times are given for one of so many equal parts
 */
export async function timeBoth(rounds: number, ours: () => unknown, peer: () => unknown, parts = 1): Promise<Times> {
	await ours();
	await peer();
	const both = await inTurns(
		rounds,
		async () => (await milliseconds(ours)) / parts,
		async () => (await milliseconds(peer)) / parts,
	);
	return sumUp(both);
}

/** The medians of two ways that were measured in turns, and their ratio. */
export function sumUp({ ours, peer }: Both<number>): Times {
	return { ours: median(ours), peer: median(peer), ...ratioOf(ours, peer) };
}
