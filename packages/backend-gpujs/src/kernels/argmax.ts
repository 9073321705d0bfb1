import type { Kernel } from './kernel.js';

/**
 * The column of the largest entry of each row of x [rows, columns], the first on a tie. Shaders may assume that there are no infinities and no
 * NaN, so x has none: `ranks` says of each entry what it was, −2 for NaN, −1 for −∞, 0 for a number, 1 for ∞, and decides before the entry does.
 */
export const argmax: Kernel = {
	name: 'argmax',
	parameters: { x: 'Array', ranks: 'Array', columns: 'Integer' },
	body: `	const start = this.thread.x * columns;
	let best = 0;
	let rank = -2;
	let largest = 0;
	for (let i = 0; i < columns; i++) {
		const own = ranks[start + i];
		const entry = x[start + i];
		if (own > rank || (own === rank && own > -2 && entry > largest)) {
			best = i;
			rank = own;
			largest = entry;
		}
	}
	return best;`,
};
