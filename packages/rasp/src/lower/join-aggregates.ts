import type { Aggregate, Elementwise, Operation, Selector } from '../graph/node.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import { lowerAggregate } from './aggregate.js';
import type { Fn } from './base.js';
import type { Cubes } from './cubes.js';
import { factorsOf, lowerElementwise } from './elementwise.js';
import { imageOf } from './image.js';
import type { Label } from './label.js';
import { noteRounded } from './rounding.js';
import type { Work } from './work.js';

/** How many sums of two means may be compared with the mean of sums. */
const MOST_SUMS = 1_000_000;

/**
 * A sum of multiples of two aggregates with one selector as a single aggregate, of the sum of what they fetch: means are linear.
 * Undefined where the node is no such sum of numbers.
 */
export function joinAggregates(work: Work, node: Elementwise, cubesOf: (selector: Selector) => Cubes): Fn | undefined {
	const [left, right, ...more] = node.inputs;
	if (factorsOf(node.operation) === undefined || left?.op !== 'aggregate' || right?.op !== 'aggregate' || more.length > 0) return undefined;
	if (left.selector !== right.selector || left.averaging !== right.averaging) return undefined;
	if (!isOfNumbers(work, left) || !isOfNumbers(work, right)) return undefined;
	const values: Elementwise = { op: 'elementwise', operation: node.operation, inputs: [left.value, right.value] };
	const layer = Math.max(work.fnOf(left.value).ready, work.fnOf(right.value).ready);
	const fn = lowerElementwise(work, values, layer);
	const inner: Work = { ...work, fnOf: (each) => (each === values ? fn : work.fnOf(each)), labelOf: (each) => labelOf(work, node, each) };
	const otherwise = node.operation.apply(left.otherwise, right.otherwise);
	const joined: Aggregate = { ...left, value: values, otherwise };
	const result = lowerAggregate(inner, joined, cubesOf(left.selector));
	noteRounded(work.rounded, node, [left, right, joined]);
	if (!work.rounded.has(node) && !isSumOfMeans(work, node.operation, left, right)) work.rounded.set(node, 'but at 0');
	return result;
}

/**
 * Whether the mean of a sum or difference is that of the means in double precision, for every number of keys and all sums that there can be.
 * It is 0 where that is in any case.
 */
function isSumOfMeans({ length, fnOf, ...work }: Work, operation: Operation, left: Aggregate, right: Aggregate): boolean {
	const [a, b] = [left, right].map(({ value }) => (imageOf(work, fnOf(value)) ?? []).map(Number));
	if (a === undefined || b === undefined || ![...a, ...b].every(Number.isInteger)) return false;
	const [from, to, low, high] = [Math.min(...a), Math.max(...a), Math.min(...b), Math.max(...b)];
	if (length ** 3 * (to - from + 1) * (high - low + 1) > MOST_SUMS) return false;
	for (let count = 1; count <= length; count++)
		for (let one = from * count; one <= to * count; one++)
			for (let other = low * count; other <= high * count; other++)
				if (Number(operation.apply(one / count, other / count)) !== Number(operation.apply(one, other)) / count) return false;
	return true;
}

function isOfNumbers(work: Work, { value, otherwise }: Aggregate): boolean {
	const values: readonly GraphValue[] | undefined = imageOf(work, work.fnOf(value));
	return isNumeric(otherwise) && values?.every(isNumeric) === true;
}

function labelOf(work: Work, node: Elementwise, each: Parameters<Work['labelOf']>[0]): Label {
	return each.op === 'aggregate' ? work.labelOf(node) : work.labelOf(each);
}
