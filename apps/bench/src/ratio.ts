import { createRandom, randomInteger } from '@alta-ts/programs';
import { median } from './quantiles.js';

/** How often rounds are drawn again, to see how far a ratio moves. */
const DRAWS = 1000;

/** How many times as much one way took as another, and how far to trust that. */
export interface RatioRange {
	/** The median of all rounds of the one, divided by the median of all rounds of the other. */
	readonly ratio: number;
	/** Where the ratio lies in nine of ten cases, when as many rounds are drawn again out of those that were measured; it holds the ratio itself. */
	readonly spread: readonly [low: number, high: number];
	/** How many rounds both had. */
	readonly rounds: number;
}

/**
 * Compares measurements of two ways to do the same.
 *
 * Rounds are drawn as pairs (a bootstrap), so a slow moment of the machine that met both in one round makes the range no wider. What one had
 * in further rounds is drawn on its own.
 *
 * @param ours what ours took, by round
 * @param other what the other took, by round
 */
export function ratioOf(ours: readonly number[], other: readonly number[]): RatioRange {
	const ratio = median(other) / median(ours);
	const random = createRandom(1);
	const again = Array.from({ length: DRAWS }, () => drawnAgain(ours, other, (from, to) => randomInteger(random, from, to)));
	const ordered = again.toSorted((a, b) => a - b);
	const at = (part: number): number => ordered[Math.round(part * (DRAWS - 1))] ?? ratio;
	return { ratio, spread: [Math.min(ratio, at(0.05)), Math.max(ratio, at(0.95))], rounds: Math.min(ours.length, other.length) };
}

function drawnAgain(ours: readonly number[], other: readonly number[], draw: (from: number, to: number) => number): number {
	const shared = Math.min(ours.length, other.length);
	const pairs = Array.from({ length: shared }, () => draw(0, shared - 1));
	const again = (times: readonly number[]): readonly number[] => {
		const alone = times.slice(shared).map(() => draw(shared, times.length - 1));
		return [...pairs, ...alone].map((round) => times[round] ?? Number.NaN);
	};
	return median(again(other)) / median(again(ours));
}

/** Whether a ratio says little: the ends of its range are more than a factor of two apart. */
export function isNoisy({ spread: [low, high] }: RatioRange): boolean {
	return high > 2 * low;
}

/** Who is faster, as far as the range of a ratio tells. */
export function whoIsFaster({ spread: [low, high] }: RatioRange): 'ours' | 'other' | 'nobody' {
	if (low > 1) return 'ours';
	return high < 1 ? 'other' : 'nobody';
}
