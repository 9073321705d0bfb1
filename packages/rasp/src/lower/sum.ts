import type { SOp } from '../graph/node.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import type { Fn } from './base.js';
import type { Cube } from './cubes.js';
import { addHead } from './head.js';
import { imageOf } from './image.js';
import { numberEncoding } from './plan.js';
import type { Work } from './work.js';

/** The sum of ints that a cube selects; 0 where it selects none. */
export function lowerSum(work: Work, node: SOp, cube: Cube, value: Fn): Fn | undefined {
	const numbers = imageOf(work, value)?.filter(isNumeric).map(Number);
	if (numbers === undefined || numbers.length === 0) return undefined;
	const least = Math.min(0, ...numbers) * work.length;
	const greatest = Math.max(0, ...numbers) * work.length;
	const domain: readonly GraphValue[] = Array.from({ length: greatest - least + 1 }, (_, at) => BigInt(least + at));
	const label = work.labelOf(node);
	const fn = addHead(work, cube, {
		label,
		value: work.plan.hold(value, 'numerical', label),
		ready: value.ready,
		combine: 'sum',
		empty: { constant: 0 },
		encoding: numberEncoding([]),
		domain: () => domain,
	});
	if (fn.base !== undefined) work.sums.set(fn.base, { cube, value });
	return fn;
}

/** A sum of multiples of two sums of what one cube selects, as a single sum. Undefined where the functions are no such sums. */
export function joinSums(
	work: Work,
	node: SOp,
	given: readonly Fn[],
	combine: (values: readonly GraphValue[]) => GraphValue,
): Fn | undefined {
	const sums = given.map(({ base }) => (base === undefined ? undefined : work.sums.get(base)));
	const [left, right, ...more] = sums;
	if (left === undefined || right === undefined || more.length > 0 || left.cube !== right.cube) return undefined;
	const combined = work.bases.fn(work.functions.apply(combine, [left.value.diagram(), right.value.diagram()]));
	return lowerSum(work, node, left.cube, combined);
}
