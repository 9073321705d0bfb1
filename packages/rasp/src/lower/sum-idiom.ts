import type { Diagram } from '@alta-ts/core';
import type { Aggregate, Elementwise, Operation, Selector, SOp } from '../graph/node.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import { binaryOperations, roundedOff } from '../session/operations.js';
import type { Fn } from './base.js';
import { once } from './count.js';
import { type Cube, type Cubes, sameCube } from './cubes.js';
import { lowerElementwise, readableAt } from './elementwise.js';
import { FAILS } from './functions.js';
import { imageOf } from './image.js';
import { countDiagram, countsOf } from './selected-count.js';
import { lowerSum, sumBehind } from './sum.js';
import type { Sum, Tally } from './tally.js';
import type { Work } from './work.js';

/** How many products may be worked out to see whether they are the sums. */
const MOST_PRODUCTS = 100_000;

/** Sums up to here are told apart by products of floats, and by their sums and differences, by far. */
const LARGEST_SUM = 2 ** 20;

/**
 * Sums that are written as a mean of ints times how many positions are selected: `(indices + 1) * aggregate(select(indices, indices, <=), x)`.
 * Such a product is a float: the sum, or next to it. Where it is the sum for every count and sum that there can be, it is a head that adds
 * up. Else it is told what it is next to, which its rounding is, and which decides comparisons with 0. Undefined where a node is none of
 * these.
 *
 * @param layer the layer of the node by the cost rule.
 */
export function lowerSumOfMean(work: Work, node: Elementwise, layer: number, cubesOf: (selector: Selector) => Cubes): Fn | undefined {
	if (node.operation === binaryOperations['*']) return lowerProduct(work, node, cubesOf);
	if (node.operation === roundedOff) return lowerRounded(work, node);
	if (comparisons.has(node.operation)) return lowerComparison(work, node);
	const isTotal = node.operation === binaryOperations['+'] || node.operation === binaryOperations['-'];
	return isTotal ? lowerTotal(work, node, layer) : undefined;
}

const comparisons: ReadonlySet<Operation> = new Set(['==', '<', '>', '<=', '>='].map((name) => binaryOperations[name as '==']));

function lowerProduct(work: Work, node: Elementwise, cubesOf: (selector: Selector) => Cubes): Fn | undefined {
	const [left, right] = node.inputs;
	const found = productOf(work, left, right, cubesOf) ?? productOf(work, right, left, cubesOf);
	if (found === undefined) return undefined;
	const { cube, value } = found;
	const numbers = (imageOf(work, value) ?? []).map(Number);
	const [least, greatest] = [Math.min(0, ...numbers), Math.max(0, ...numbers)];
	if (isAlwaysTheSum(work, cube, least, greatest)) {
		// The product is a float, and so is the sum that stands for it.
		const asFloats = work.functions.apply(([int]) => Number(int), [value.diagram()]);
		return lowerSum(work, node, cube, { ...work.bases.fn(asFloats), ready: value.ready });
	}
	const bound = Math.max(-least, greatest) * work.length;
	const exact = (): Diagram => productDiagram(work, node, found, least, greatest);
	return lazily(work, node, { cube, value, bound, kind: 'product' }, exact);
}

/** What is averaged, over what, and how many that are. */
interface Product extends Sum {
	readonly counted: Diagram;
}

/** A mean of ints and what it is multiplied with, if that is the number of what is selected. */
function productOf(work: Work, count: SOp | undefined, mean: SOp | undefined, cubesOf: (selector: Selector) => Cubes): Product | undefined {
	if (count === undefined || mean?.op !== 'aggregate' || !isOfInts(work, mean)) return undefined;
	const [cube, ...more] = cubesOf(mean.selector);
	if (cube === undefined || more.length > 0) return undefined;
	const counted = countDiagram(work, cube);
	return counted !== undefined && counted === work.fnOf(count).diagram() ? { cube, value: work.fnOf(mean.value), counted } : undefined;
}

function isOfInts(work: Work, { value, otherwise }: Aggregate): boolean {
	const values = imageOf(work, work.fnOf(value));
	return typeof otherwise === 'bigint' && values?.every((each) => typeof each === 'bigint') === true;
}

/** Whether count · (sum / count) is the sum in double precision, for every count of what a cube selects and every sum that it can have. */
function isAlwaysTheSum(work: Work, cube: Cube, least: number, greatest: number): boolean {
	const counts = [...new Set(countsOf(work, cube))];
	const products = counts.reduce((total, count) => total + (greatest - least) * count + 1, 0);
	if (products > MOST_PRODUCTS || greatest - least > LARGEST_SUM) return false;
	return counts.every((count) => {
		for (let sum = least * count; count > 0 && sum <= greatest * count; sum++) if (product(count, sum) !== sum) return false;
		return true;
	});
}

/** The product as a function of the count and the sum, which has fewer cases than one of the mean. */
function productDiagram(work: Work, node: Elementwise, { cube, value, counted }: Product, least: number, greatest: number): Diagram {
	const sum = lowerSum(work, node, cube, value);
	const multiply = ([count, total]: readonly GraphValue[]): GraphValue => {
		const [n, s] = [Number(count), Number(total)];
		if (s < least * n || s > greatest * n) throw new Error('internal: a sum that so few positions do not have');
		return product(n, s);
	};
	return sum === undefined ? FAILS : work.functions.apply(multiply, [counted, sum.diagram()]);
}

/** A count times the mean of so many, as evaluation has it. */
function product(count: number, sum: number): number {
	return count === 0 ? 0 : count * (sum / count);
}

/** A sum or difference of two that are next to sums over one selector. */
function lowerTotal(work: Work, node: Elementwise, layer: number): Fn | undefined {
	const [left, right, ...more] = node.inputs.map((input) => work.tallies.get(work.fnOf(input)));
	if (left === undefined || right === undefined || more.length > 0 || !sameCube(left.cube, right.cube)) return undefined;
	const value = combined(work, node.operation, left, right);
	// Equal sums over one selector come from equal products, so that their difference is 0 and nothing next to it.
	const isDifference = node.operation === binaryOperations['-'] && left.kind === 'product' && right.kind === 'product';
	const bound = left.bound + right.bound;
	const kind = isDifference ? 'difference' : 'mixed';
	return lazily(work, node, { cube: left.cube, value, bound, kind }, () => lowerElementwise(work, node, layer).diagram());
}

/** A function that is worked out only where its sum is not enough: there may be too many cases. */
function lazily(work: Work, node: Elementwise, tally: Tally, exact: () => Diagram): Fn | undefined {
	if (tally.bound > LARGEST_SUM) return undefined;
	const ready = node.inputs.reduce((latest, input) => Math.max(latest, readableAt(work.fnOf(input))), 0);
	const fn: Fn = { ready, diagram: once(exact) };
	work.tallies.set(fn, tally);
	return fn;
}

function lowerRounded(work: Work, node: Elementwise): Fn | undefined {
	const [input] = node.inputs;
	const tally = input === undefined ? undefined : work.tallies.get(work.fnOf(input));
	return tally === undefined ? undefined : lowerSum(work, node, tally.cube, tally.value);
}

/**
 * A comparison of two sums over one selector, or of products that are next to them, by the sum of the differences: two counts would be
 * every pair of counts. And a comparison with 0 of what is next to a sum other than 0, and 0 exactly where the sum is.
 */
function lowerComparison(work: Work, node: Elementwise): Fn | undefined {
	const [left, right] = node.inputs.map((input) => work.fnOf(input));
	if (left === undefined || right === undefined) return undefined;
	const compared = (one: Fn | undefined, other: Fn | undefined): Fn | undefined =>
		one && other && work.bases.fn(work.functions.apply((values) => node.operation.apply(...values), [one.diagram(), other.diagram()]));
	const difference = differenceOf(work, node, left, right);
	if (difference !== undefined) return compared(difference, work.bases.fn(work.functions.constant(0n)));
	if (isZero(work, right)) return compared(signed(work, node.inputs[0], left), right);
	return isZero(work, left) ? compared(left, signed(work, node.inputs[1], right)) : undefined;
}

function differenceOf(work: Work, node: Elementwise, left: Fn, right: Fn): Fn | undefined {
	const [a, b] = [left, right].map((fn) => {
		const tally = work.tallies.get(fn);
		return tally?.kind === 'product' ? tally : undefined;
	});
	const [one, other] = a && b ? [a, b] : [sumBehind(work, left), sumBehind(work, right)];
	if (one === undefined || other === undefined || !sameCube(one.cube, other.cube)) return undefined;
	return lowerSum(work, node, one.cube, combined(work, binaryOperations['-'], one, other));
}

/** A sum with the sign of a function. */
function signed(work: Work, node: SOp | undefined, fn: Fn): Fn | undefined {
	const tally = work.tallies.get(fn);
	return node === undefined || tally === undefined || tally.kind === 'mixed' ? undefined : lowerSum(work, node, tally.cube, tally.value);
}

/** The sum or difference of what two sums add up. */
function combined(work: Work, operation: Operation, left: Sum, right: Sum): Fn {
	return work.bases.fn(work.functions.apply((values) => operation.apply(...values), [left.value.diagram(), right.value.diagram()]));
}

function isZero(work: Work, fn: Fn): boolean {
	if (fn.ready > 0 || work.tallies.has(fn)) return false;
	const image = imageOf(work, fn);
	return image?.length === 1 && isNumeric(image[0]) && Number(image[0]) === 0;
}
