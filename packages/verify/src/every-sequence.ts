/** How many sequences of up to `maxLength` of so many symbols there are, the empty one included. */
export function countSequences(symbols: number, maxLength: number): number {
	let count = 1;
	for (let length = 1, longer = symbols; length <= maxLength && Number.isFinite(count); length++, longer *= symbols) count += longer;
	return count;
}

/**
 * Every sequence of up to `maxLength` symbols, the empty one first, shorter ones before longer ones. They are made one at a time, so that all of
 * them never need to be in memory.
 *
 * @example
 * ```ts
 * import { everySequence } from '@alta-ts/verify';
 * [...everySequence(['a', 'b'], 1)] // => [[], ['a'], ['b']]
 * ```
 */
export function* everySequence(symbols: readonly string[], maxLength: number): Generator<readonly string[]> {
	yield [];
	for (let length = 1; length <= maxLength && symbols.length > 0; length++) {
		const digits = new Array<number>(length).fill(0);
		do yield digits.map((digit) => symbols[digit] ?? '');
		while (increment(digits, symbols.length));
	}
}

/** Counts on by one, the last digit first; false when every digit has come back to 0. */
function increment(digits: number[], base: number): boolean {
	for (let place = digits.length - 1; place >= 0; place--) {
		const next = (digits[place] ?? 0) + 1;
		digits[place] = next % base;
		if (next < base) return true;
	}
	return false;
}
