import type { Cube } from './cubes.js';
import { isDistinct } from './distinct.js';
import type { Relation } from './relation.js';
import type { Work } from './work.js';

/** The least and the largest number of keys that a cube can select. */
export interface CountRange {
	readonly least: number;
	readonly most: number;
}

/** Bounds how many keys a cube selects, at any position of any input. */
export function rangeOfCount(work: Work, cube: Cube): CountRange {
	const most = cube.reduce((least, relation) => Math.min(least, mostKeys(work, relation)), work.length);
	return { least: selectsItself(cube) || selectsFirst(work, cube) ? Math.min(1, most) : 0, most };
}

/** Whether a cube provably selects at most one key: it asks for one value of something that is different at all positions. */
export function selectsAtMostOne(work: Work, cube: Cube): boolean {
	return rangeOfCount(work, cube).most <= 1;
}

function mostKeys(work: Work, relation: Relation): number {
	if (relation.key === undefined || !isDistinct(work, relation.key)) return work.length;
	let most = 0;
	for (let query = 0; query < relation.queries; query++) {
		const row = relation.cells.subarray(query * relation.keys, (query + 1) * relation.keys);
		most = Math.max(
			most,
			row.reduce((sum, cell) => sum + cell, 0),
		);
	}
	return most;
}

/** Whether every position selects itself. A value that fails or is undefined may be in no domain, so only what is always there counts. */
function selectsItself(cube: Cube): boolean {
	return cube.every(({ query, key, keys, cells }) => {
		const isGiven = key?.output === undefined && key?.written === undefined;
		return isGiven && query === key && Array.from({ length: keys }, (_, k) => cells[k * keys + k]).every((cell) => cell === 1);
	});
}

/** Whether every position selects the first one, which every input has. */
function selectsFirst({ position }: Work, cube: Cube): boolean {
	return cube.every(({ query, key, cells }) => query === undefined && key === position && cells[0] === 1);
}
