import type { SOp } from '../graph/node.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import type { Base, Fn } from './base.js';
import { type Cube, sameCube } from './cubes.js';
import { addHead } from './head.js';
import { imageOf } from './image.js';
import { headLabel, suffixed } from './label.js';
import { numberEncoding } from './plan.js';
import type { Sum } from './tally.js';
import type { Work } from './work.js';

/** The sum of ints that a cube selects; 0 where it selects none. */
export function lowerSum(work: Work, node: SOp, cube: Cube, value: Fn): Fn | undefined {
	const image = imageOf(work, value);
	const numbers = image?.filter(isNumeric).map(Number) ?? [];
	if (image?.length !== numbers.length || !numbers.every(Number.isInteger)) return undefined;
	const least = Math.min(0, ...numbers) * work.length;
	const greatest = Math.max(0, ...numbers) * work.length;
	const isInt = image?.some((each) => typeof each === 'bigint') === true;
	const domain: readonly GraphValue[] = Array.from({ length: greatest - least + 1 }, (_, at) => (isInt ? BigInt(least + at) : least + at));
	const label = headLabel(work, node, 'sum');
	const fn = addHead(work, cube, {
		label,
		value: work.plan.hold(value, 'numerical', suffixed(work.labelOf(node), 'term')),
		ready: value.ready,
		combine: 'sum',
		empty: { constant: 0 },
		encoding: numberEncoding([]),
		domain: () => domain,
	});
	if (fn.base !== undefined) work.sums.set(fn.base, { cube, value });
	return fn;
}

/** Notes that a count is a sum too: of ones where a comparison of the key alone holds, and of zeros elsewhere. */
export function noteCount(work: Work, counted: Base, cube: Cube): void {
	const [only, ...more] = cube.filter(({ query, key }) => query === undefined && key !== undefined);
	if (only?.key === undefined || more.length > 0) return;
	const { key, cells } = only;
	const places = new Map(key.domain().map((value, place) => [value, place]));
	// What a table writes cannot be read in the layer that writes it, so it is worked out again.
	const held = key.written ?? work.bases.fnOf(key);
	const value = work.functions.apply(([each]) => cells[places.get(each) ?? -1], [held.diagram()]);
	work.sums.set(counted, { cube: cube.filter((each) => each !== only), value: { ...work.bases.fn(value), ready: held.ready } });
}

/** A sum of multiples of two sums of what one cube selects, as a single sum. Undefined where the functions are no such sums. */
export function joinSums(
	work: Work,
	node: SOp,
	given: readonly Fn[],
	combine: (values: readonly GraphValue[]) => GraphValue,
): Fn | undefined {
	const sums = given.map((fn) => sumBehind(work, fn));
	const [left, right, ...more] = sums;
	if (left === undefined || right === undefined || more.length > 0 || !sameCube(left.cube, right.cube)) return undefined;
	const combined = work.bases.fn(work.functions.apply(combine, [left.value.diagram(), right.value.diagram()]));
	return lowerSum(work, node, left.cube, combined);
}

/** What a head adds up to give a function, if one does. */
export function sumBehind({ sums }: Work, fn: Fn): Sum | undefined {
	return sums.get(fn.base ?? fn);
}
