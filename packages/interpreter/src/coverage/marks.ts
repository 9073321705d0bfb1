/** A set of small whole numbers that is quickly added to, listed and emptied. */
export interface Marks {
	readonly add: (number: number) => void;
	readonly addAll: (numbers: readonly number[]) => void;
	readonly has: (number: number) => boolean;
	/** What is in the set, in the order of being added. Valid until the set is changed. */
	readonly list: () => readonly number[];
	readonly clear: () => void;
}

/** An empty set for numbers from 0 to `size` − 1. */
export function createMarks(size: number): Marks {
	const marked = new Uint8Array(size);
	const list: number[] = [];
	function add(number: number): void {
		if (marked[number] !== 0) return;
		marked[number] = 1;
		list.push(number);
	}
	return {
		add,
		addAll(numbers) {
			for (const number of numbers) add(number);
		},
		has: (number) => marked[number] === 1,
		list: () => list,
		clear() {
			for (const number of list) marked[number] = 0;
			list.length = 0;
		},
	};
}
