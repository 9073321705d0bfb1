import { type GraphValue, isNumeric } from '../graph/value.js';
import type { Fn } from './base.js';
import { totalOf } from './count.js';
import { bothCubes, type Cube, type Cubes, cubesOfRelation, mergeCubes } from './cubes.js';
import { imageOf } from './image.js';
import type { Label } from './label.js';
import { sideOf } from './side.js';
import type { Work } from './work.js';

/** How many different numbers may be counted apart, and how many heads may count them. */
const MOST_NUMBERS = 4;
const MOST_COUNTS = 8;

/** Keys at which a function is one number, as a cube of what is selected. */
export interface LevelSet {
	readonly cube: Cube;
	readonly number: GraphValue;
}

/**
 * Splits what is selected by the number that a function is at the key. A mean then follows from how many keys each part selects, however
 * the selector is made. The width of a selector in RASP text is such a mean. Undefined where there would be many parts.
 */
export function levelSets(work: Work, value: Fn, cubes: Cubes, label: Label): readonly LevelSet[] | undefined {
	const numbers = imageOf(work, value);
	if (numbers === undefined || numbers.length > MOST_NUMBERS || !numbers.every(isNumeric)) return undefined;
	const key = sideOf(work, value, label);
	const sets = numbers.flatMap((number) => {
		const cells = Uint8Array.from(key.values, (each) => (each === number ? 1 : 0));
		const level = cubesOfRelation({ query: undefined, key: key.base, queries: 1, keys: cells.length, cells });
		return mergeCubes(bothCubes(cubes, level)).map((cube) => ({ cube, number }));
	});
	return sets.length > MOST_COUNTS ? undefined : sets;
}

/** The mean of some constants, each counted so often: the constant itself, as it is, where a single key is selected. */
export function meanOfCounts(work: Work, counts: readonly Fn[], constants: readonly GraphValue[], otherwise: GraphValue): Fn {
	const { functions, bases } = work;
	const mean = ([total, ...numbers]: readonly GraphValue[]): GraphValue => {
		if (total === 0) return otherwise;
		if (total === 1) return constants[numbers.findIndex((count) => Number(count) === 1)];
		return numbers.reduce<number>((sum, count, at) => sum + Number(count) * Number(constants[at]), 0) / Number(total);
	};
	const diagrams = counts.map((count) => count.diagram());
	return bases.fn(functions.apply(mean, [totalOf(work, counts), ...diagrams]));
}
