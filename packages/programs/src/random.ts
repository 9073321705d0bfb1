/** A source of random numbers, uniform in [0, 1). `Math.random` is one; {@link createRandom} gives one that can be repeated. */
export type Random = () => number;

/**
 * A random source that gives the same numbers for the same seed, on every machine: the 32-bit generator mulberry32.
 *
 * It is meant for test inputs. It has a period of 2³² and no cryptographic strength.
 *
 * @param seed any number; its lowest 32 bits count.
 *
 * @example
 * ```ts
 * import { createRandom, randomInteger } from '@alta-ts/programs';
 * const dice = createRandom(1);
 * [1, 2, 3, 4].map(() => randomInteger(dice, 1, 6)) // => [4, 1, 4, 6]
 * ```
 */
export function createRandom(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** An integer from `from` to `to`, both included, each equally likely. */
export function randomInteger(random: Random, from: number, to: number): number {
	return from + Math.floor(random() * (to - from + 1));
}
