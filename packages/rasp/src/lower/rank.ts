import type { Base } from './base.js';
import type { Cubes } from './cubes.js';
import type { Relation } from './relation.js';
import { statesOf } from './states.js';
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
	const placeOf = (base: Base | undefined): Uint32Array =>
		Uint32Array.from(states, (state) => (base === undefined ? 0 : (state.get(base) ?? 0)));
	const selects = new Uint8Array(size * size);
	for (const cube of cubes) {
		const selected = new Uint8Array(size * size).fill(1);
		for (const relation of cube) keepRelated(selected, relation, placeOf(relation.query), placeOf(relation.key));
		for (let cell = 0; cell < selected.length; cell++) if (selected[cell] === 1) selects[cell] = 1;
	}
	const before = new Uint32Array(size);
	for (let cell = 0; cell < selects.length; cell++) {
		const query = Math.floor(cell / size);
		before[query] = (before[query] ?? 0) + (selects[cell] ?? 0);
	}
	const at = placeOf(position);
	for (let q = 0; q < size; q++) {
		for (let k = 0; k < size; k++) {
			// Two states of the same position are never those of two positions.
			if (at[q] === at[k]) continue;
			const [own, other] = [before[q] ?? 0, before[k] ?? 0];
			if (own === other || (selects[q * size + k] === 1) !== other < own) return false;
		}
	}
	return true;
}

/** Takes out of a square what a relation does not select. */
function keepRelated(selected: Uint8Array, { keys, cells }: Relation, asked: Uint32Array, offered: Uint32Array): void {
	const size = asked.length;
	for (let q = 0; q < size; q++) {
		const row = (asked[q] ?? 0) * keys;
		for (let k = 0; k < size; k++) if (cells[row + (offered[k] ?? 0)] === 0) selected[q * size + k] = 0;
	}
}
