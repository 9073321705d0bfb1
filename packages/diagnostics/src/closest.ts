/**
 * The candidate that is spelt most like a word, for "did you mean"; undefined when none comes close.
 *
 * Close means that at most a third of the longer word differs (insertions, deletions, replacements, swaps of neighbours; case ignored), or one
 * letter of a word of two.
 *
 * @example
 * ```ts
 * import { closest } from '@alta-ts/diagnostics';
 * closest('partiy', ['done', 'parity']) // => 'parity'
 * ```
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
	let best: string | undefined;
	let bestDistance = Number.POSITIVE_INFINITY;
	for (const candidate of candidates) {
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		const length = Math.max(word.length, candidate.length);
		const limit = length === 2 ? 1 : Math.floor(length / 3);
		if (distance <= limit && distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}

/** Three rows of the dynamic programme are enough: a swap looks two rows back. */
function editDistance(a: string, b: string): number {
	let beforePrevious: number[] = [];
	let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let distance = Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (swapped) distance = Math.min(distance, (beforePrevious[j - 2] ?? 0) + 1);
			row.push(distance);
		}
		beforePrevious = previous;
		previous = row;
	}
	return previous[b.length] ?? 0;
}
