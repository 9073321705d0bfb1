import type { Base } from './base.js';
import type { Cubes } from './cubes.js';
import { isSelected, type State, statesOf } from './states.js';
import type { Work } from './work.js';

/** How many pairs of states may be compared to find out. */
const MOST_PAIRS = 4_000_000;

/**
 * Whether what a selector selects are the keys before the query in a strict order of all positions, as in sorting: then no two positions
 * of an input select the same number of keys. False where it is not, or cannot be found out.
 */
export function isRank({ position, causal }: Pick<Work, 'position' | 'causal'>, cubes: Cubes): boolean {
	const bases = [...new Set(cubes.flatMap((cube) => cube.flatMap(({ query, key }) => [query, key])))].filter((base) => base !== undefined);
	const size = bases.reduce((product, base) => product * base.domain().length, 1);
	if (causal || cubes.length === 0 || !bases.includes(position) || size * size > MOST_PAIRS) return false;
	const states = statesOf(bases);
	const selects = new Uint8Array(size * size);
	for (const [q, query] of states.entries())
		for (const [k, key] of states.entries()) selects[q * size + k] = isSelected(cubes, query, key) ? 1 : 0;
	const before = states.map((_, q) => selects.subarray(q * size, (q + 1) * size).reduce((sum, cell) => sum + cell, 0));
	return states.every((query, q) =>
		states.every((key, k) => {
			if (sharesPosition(position, query, key)) return true;
			const [one, other] = [before[q] ?? 0, before[k] ?? 0];
			return one !== other && (selects[q * size + k] === 1) === other < one;
		}),
	);
}

/** Whether two states cannot be those of two positions. */
function sharesPosition(position: Base, query: State, key: State): boolean {
	return query.get(position) === key.get(position);
}
