import { Refusal } from './refusal.js';

/** How many different means may be told apart. */
const MOST_MEANS = 20_000;

/** How many sums may be formed to find them. */
const MOST_SUMS = 20_000_000;

/** Factors that may turn numbers into whole ones. */
const SCALES: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 10, 100, 1000, 3, 6, 12, 60];

/**
 * Every mean of 2 up to `most` numbers out of a list, in ascending order, as sum by count in double precision.
 *
 * @throws Refusal where there are too many to be told apart.
 */
export function meansOf(numbers: readonly number[], most: number): readonly number[] {
	const distinct = [...new Set(numbers)];
	if (distinct.length === 1 || most < 2) return most < 2 ? [] : distinct;
	const scale = SCALES.find((each) => distinct.every((number) => Number.isSafeInteger(number * each)));
	const step = (number: number): number => (scale === undefined ? number : number * scale);
	const means = new Set<number>();
	let sums: ReadonlySet<number> = new Set([0]);
	let formed = 0;
	// Sums of so many numbers are at least so many different ones.
	if (most * (distinct.length - 1) > MOST_MEANS) throw tooMany();
	for (let count = 1; count <= most; count++) {
		const next = new Set<number>();
		formed += sums.size * distinct.length;
		if (formed > MOST_SUMS) throw tooMany();
		for (const sum of sums) {
			for (const number of distinct) next.add(sum + step(number));
			if (next.size > MOST_MEANS) throw tooMany();
		}
		sums = next;
		if (count > 1) for (const sum of sums) means.add((scale === undefined ? sum : sum / scale) / count);
		if (means.size > MOST_MEANS) throw tooMany();
	}
	return [...means].sort((a, b) => a - b);
}

function tooMany(): Refusal {
	return new Refusal('ALTA0511', {
		what: `A mean that it depends on can have more than ${MOST_MEANS.toLocaleString('en')} values.`,
		why: 'A table asks for the values of what it reads, and this mean is taken of too many different numbers, or of means.',
		fix: 'Use a shorter longest input, average fewer different values, or round them before.',
	});
}
