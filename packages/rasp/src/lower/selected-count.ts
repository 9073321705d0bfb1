import type { Diagram } from '@alta-ts/core';
import type { GraphValue } from '../graph/value.js';
import { countOf } from './count.js';
import type { Cube } from './cubes.js';
import type { Work } from './work.js';

/** How many keys a cube selects as a function, as an int; undefined where it goes by more than positions. */
export function countDiagram(work: Work, cube: Cube): Diagram | undefined {
	const { functions } = work;
	const byPosition = countsByPosition(work, cube);
	if (byPosition !== undefined) return functions.apply(([at]) => byPosition[Number(at)], [work.position.identity()]);
	if (cube.length > 0) return undefined;
	return functions.apply(([count]) => BigInt(Number(count)), [countOf(work, cube, { text: 'length' }).diagram()]);
}

/** Every number of keys that a cube can select, where {@link countDiagram} knows it. */
export function countsOf(work: Work, cube: Cube): readonly number[] {
	return countsByPosition(work, cube)?.map(Number) ?? Array.from({ length: work.length }, (_, before) => before + 1);
}

/** How many keys each position selects, where that depends on nothing else, not even on how long the input is. */
function countsByPosition({ position, length }: Work, cube: Cube): readonly GraphValue[] | undefined {
	if (cube.length === 0 || cube.some(({ query, key }) => (query ?? position) !== position || key !== position)) return undefined;
	const counts: bigint[] = [];
	for (let query = 0; query < length; query++) {
		let count = 0n;
		for (let key = 0; key < length; key++) {
			const selected = cube.every((each) => each.cells[(each.query === undefined ? 0 : query) * each.keys + key] === 1);
			if (selected && key > query) return undefined;
			if (selected) count++;
		}
		counts.push(count);
	}
	return counts;
}
