import type { Aggregate, Elementwise, Selector } from '../graph/node.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import { lowerAggregate } from './aggregate.js';
import type { Fn } from './base.js';
import type { Cubes } from './cubes.js';
import { factorsOf, lowerElementwise } from './elementwise.js';
import { imageOf } from './image.js';
import type { Label } from './label.js';
import type { Work } from './work.js';

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
	return lowerAggregate(inner, { ...left, value: values, otherwise }, cubesOf(left.selector));
}

function isOfNumbers(work: Work, { value, otherwise }: Aggregate): boolean {
	const values: readonly GraphValue[] | undefined = imageOf(work, work.fnOf(value));
	return isNumeric(otherwise) && values?.every(isNumeric) === true;
}

function labelOf(work: Work, node: Elementwise, each: Parameters<Work['labelOf']>[0]): Label {
	return each.op === 'aggregate' ? work.labelOf(node) : work.labelOf(each);
}
