/**
 * Decisions taken from a list of numbers, one number a decision. When the list is used up every decision is the first one on offer.
 *
 * So any list gives something valid, and a shorter list or smaller numbers give something simpler, which is how failures shrink.
 */
export interface Choices {
	/** An integer from 0 to `count − 1`. */
	below(count: number): number;
	/** True in about `percent` of a hundred cases; false at first. */
	chance(percent: number): boolean;
	/** An element of a list that is not empty. */
	from<T>(list: readonly T[]): T;
	/** Some elements of a list that is not empty, at least one, in its order. */
	some<T>(list: readonly T[]): readonly T[];
}

/** Decides by `numbers`, which are integers of at least 0. */
export function choicesFrom(numbers: readonly number[]): Choices {
	let next = 0;
	function below(count: number): number {
		const number = numbers[next] ?? 0;
		next += 1;
		return number % count;
	}
	function from<T>(list: readonly T[]): T {
		const index = below(list.length);
		for (const [at, item] of list.entries()) if (at === index) return item;
		throw new RangeError('There is nothing to choose from.');
	}
	function some<T>(list: readonly T[]): readonly T[] {
		const picked = list.filter(() => below(2) === 1);
		return picked.length > 0 ? picked : [from(list)];
	}
	return { below, chance: (percent) => below(100) >= 100 - percent, from, some };
}
