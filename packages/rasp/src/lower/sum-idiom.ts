import type { Aggregate, Elementwise, Selector, SOp } from '../graph/node.js';
import { binaryOperations, roundedOff } from '../session/operations.js';
import type { Fn } from './base.js';
import type { Cubes } from './cubes.js';
import { imageOf } from './image.js';
import { countDiagram } from './selected-count.js';
import { lowerSum } from './sum.js';
import type { Work } from './work.js';

/**
 * The sum of what a selector selects, where it is written as a mean of ints times how many positions are selected, rounded:
 * `round((indices + 1) * aggregate(select(indices, indices, <=), x))`. Undefined where a node is no such sum.
 */
export function lowerSumOfMean(work: Work, node: Elementwise, cubesOf: (selector: Selector) => Cubes): Fn | undefined {
	const [product] = node.operation === roundedOff ? node.inputs : [];
	if (product?.op !== 'elementwise' || product.operation !== binaryOperations['*']) return undefined;
	const [left, right] = product.inputs;
	return sumOf(work, node, left, right, cubesOf) ?? sumOf(work, node, right, left, cubesOf);
}

function sumOf(
	work: Work,
	node: Elementwise,
	count: SOp | undefined,
	mean: SOp | undefined,
	cubesOf: (selector: Selector) => Cubes,
): Fn | undefined {
	if (count === undefined || mean?.op !== 'aggregate' || !isOfInts(work, mean)) return undefined;
	const cubes = cubesOf(mean.selector);
	const [cube, ...more] = cubes;
	if (cube === undefined || more.length > 0) return undefined;
	const counted = countDiagram(work, cube);
	return counted !== undefined && counted === work.fnOf(count).diagram() ? lowerSum(work, node, cube, work.fnOf(mean.value)) : undefined;
}

function isOfInts(work: Work, { value, otherwise }: Aggregate): boolean {
	const values = imageOf(work, work.fnOf(value));
	return typeof otherwise === 'bigint' && values?.every((each) => typeof each === 'bigint') === true;
}
