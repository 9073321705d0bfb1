import type { Aggregate, Elementwise, Operation, Selector, SOp } from '../graph/node.js';
import { EQ, TRUE } from '../graph/predicate.js';
import { binaryOperations, indicated, roundedOff } from '../session/operations.js';

/**
 * The selector whose width an s-op of RASP text is, where it is written as the standard library writes it: `round(1 / a - 1 + b)`, with
 * `a` the share of position 0 among what is selected or position 0, and `b` whether position 0 is selected itself.
 */
export function selectorOfWidth(node: SOp): Selector | undefined {
	const [sum] = operandsOf(node, roundedOff) ?? [];
	return selectorOfLength(sum) ?? selectorOfSum(sum);
}

/** The length of the input is the width of the selector of everything: `round(1 / a)`. */
function selectorOfLength(inverse: SOp | undefined): Selector | undefined {
	const [numerator, share] = operandsOf(inverse, binaryOperations['/']) ?? [];
	if (!isConstant(numerator, 1n) || share?.op !== 'aggregate' || !isFirstPosition(share.value)) return undefined;
	return selectsAll(share.selector) ? share.selector : undefined;
}

/** Keys and queries are the same constant, compared for equality, or are not compared at all. */
function selectsAll(selector: Selector): boolean {
	if (selector.op !== 'select') return false;
	const { keys, queries, predicate } = selector;
	if (predicate === TRUE) return true;
	return predicate === EQ && keys.op === 'constant' && queries.op === 'constant' && keys.value === queries.value;
}

function selectorOfSum(sum: SOp | undefined): Selector | undefined {
	const [others, first] = operandsOf(sum, binaryOperations['+']) ?? [];
	const [inverse, one] = operandsOf(others, binaryOperations['-']) ?? [];
	const [numerator, share] = operandsOf(inverse, binaryOperations['/']) ?? [];
	if (!isConstant(numerator, 1n) || !isConstant(one, 1n)) return undefined;
	if (share?.op !== 'aggregate' || first?.op !== 'aggregate' || !isFirstPosition(share.value)) return undefined;
	const selector = besidesFirst(share.selector, 'or');
	return selector !== undefined && selector === besidesFirst(first.selector, 'and') && isPresence(first) ? selector : undefined;
}

function operandsOf(node: SOp | undefined, operation: Operation): Elementwise['inputs'] | undefined {
	return node?.op === 'elementwise' && node.operation === operation ? node.inputs : undefined;
}

function isConstant(node: SOp | undefined, value: bigint): boolean {
	return node?.op === 'constant' && node.value === value;
}

/** `indicator(indices == 0)` */
function isFirstPosition(node: SOp): boolean {
	const [compared] = operandsOf(node, indicated) ?? [];
	const [left, right] = operandsOf(compared, binaryOperations['==']) ?? [];
	return left?.op === 'indices' && isConstant(right, 0n);
}

/** `aggregate(…, 1, 0)` */
function isPresence({ value, otherwise }: Aggregate): boolean {
	return isConstant(value, 1n) && otherwise === 0n;
}

/** What is combined with the selector of position 0. */
function besidesFirst(selector: Selector, op: 'and' | 'or'): Selector | undefined {
	if (selector.op !== op) return undefined;
	const { left, right } = selector;
	if (isFirstColumn(right)) return left;
	return isFirstColumn(left) ? right : undefined;
}

/** `select(indices, 0, ==)` */
function isFirstColumn(selector: Selector): boolean {
	return selector.op === 'select' && selector.predicate === EQ && selector.keys.op === 'indices' && isConstant(selector.queries, 0n);
}
