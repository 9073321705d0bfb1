/** Numbers of which shaders may assume that they are finite, and what each of them was: −2 for NaN, −1 for −∞, 0 for a number, 1 for ∞. */
export interface SplitNumbers {
	/** What is not finite is its rank here. */
	readonly numbers: Float32Array;
	readonly ranks: Float32Array;
}

/** Splits numbers for kernels that have to tell NaN and infinities. */
export function splitFinite(given: Float32Array): SplitNumbers {
	const ranks = new Float32Array(given.length);
	if (given.every(Number.isFinite)) return { numbers: given, ranks };
	const numbers = given.slice();
	for (const [index, number] of given.entries()) {
		if (Number.isFinite(number)) continue;
		const rank = Number.isNaN(number) ? -2 : Math.sign(number);
		ranks[index] = rank;
		numbers[index] = rank;
	}
	return { numbers, ranks };
}
