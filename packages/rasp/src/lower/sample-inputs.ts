import type { Scalar } from '../graph/value.js';
import type { LowerOptions } from './options.js';

/** As many inputs of one length are all tried. */
const MOST_OF_A_LENGTH = 100;

/** How many random inputs follow. */
const RANDOM = 60;

/** Inputs over a vocabulary, the same at every call: all that are short, then random ones of growing length, up to the longest. */
export function* sampleInputs({ vocabulary, maxLength }: Pick<LowerOptions, 'vocabulary' | 'maxLength'>): Generator<readonly Scalar[]> {
	let all: readonly (readonly Scalar[])[] = [[]];
	let length = 0;
	while (length < maxLength && all.length * vocabulary.length <= MOST_OF_A_LENGTH) {
		all = all.flatMap((input) => vocabulary.map((token) => [...input, token]));
		length++;
		yield* all;
		if (vocabulary.length === 1) break;
	}
	const random = createRandom();
	for (let count = 0; count < RANDOM && length < maxLength; count++) {
		const size = Math.min(maxLength, length + 1 + Math.floor(((maxLength - length) * count) / RANDOM));
		yield Array.from({ length: size }, () => vocabulary[random(vocabulary.length)] ?? 0);
	}
}

/** Whole numbers below a bound, from a linear congruence with the constants of Numerical Recipes. */
function createRandom(): (bound: number) => number {
	let state = 1;
	return (bound) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * bound);
	};
}
