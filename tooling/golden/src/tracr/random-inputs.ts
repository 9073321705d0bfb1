/** Inputs over a vocabulary, of every length up to the longest, the same for the same seed. */
export function* randomInputs<T>(vocabulary: readonly T[], maxLength: number, count: number, seed = 1): Generator<readonly T[]> {
	let state = seed;
	const below = (limit: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * limit);
	};
	for (let i = 0; i < count; i++) {
		const length = 1 + (i % maxLength);
		yield Array.from({ length }, () => pick(vocabulary, below(vocabulary.length)));
	}
}

function pick<T>(from: readonly T[], index: number): T {
	const found = from[index];
	if (found === undefined) throw new Error('nothing to pick from');
	return found;
}
