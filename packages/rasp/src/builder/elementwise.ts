import type { Operation, SOp } from '../graph/node.js';
import { RaspError } from '../graph/rasp-error.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import { requireFunction, requireNumber, requireSOp } from './check-arguments.js';
import type { Held, Sequence } from './sequence.js';

/** Operations by the function they apply, so that one function applied twice to the same is one node. */
const operations = new WeakMap<object, Operation>();

/**
 * Applies a pure function at every position. Where the sequence is undefined the result is too, without a call.
 *
 * @example
 * ```ts
 * import { evaluateGraph, indices, map } from '@alta-ts/rasp';
 * evaluateGraph(map((i) => i % 2 === 0, indices), ['a', 'b', 'c']) // => [true, false, true]
 * ```
 */
export function map<S extends Sequence<GraphValue>, R extends GraphValue>(f: (value: Held<S>) => R, sequence: S): Sequence<R>;
// A sequence holds what its type says, so a function is only called with values it takes.
export function map(f: Operation['apply'], sequence: SOp): SOp {
	requireFunction(f, { of: 'map', as: 'f' });
	requireSOp(sequence, { of: 'map', as: 'sequence' });
	return { op: 'elementwise', operation: operationOf(f), inputs: [sequence] };
}

/** Applies a pure function of two sequences at every position. Where one is undefined the result is too, without a call. */
export function sequenceMap<A extends Sequence<GraphValue>, B extends Sequence<GraphValue>, R extends GraphValue>(
	f: (left: Held<A>, right: Held<B>) => R,
	left: A,
	right: B,
): Sequence<R>;
export function sequenceMap(f: Operation['apply'], left: SOp, right: SOp): SOp {
	requireFunction(f, { of: 'sequenceMap', as: 'f' });
	requireSOp(left, { of: 'sequenceMap', as: 'left' });
	requireSOp(right, { of: 'sequenceMap', as: 'right' });
	return { op: 'elementwise', operation: operationOf(f), inputs: [left, right] };
}

/** The sum of two sequences of numbers, times a factor each. Truth values count as 0 and 1. */
export function linearSequenceMap(
	left: Sequence<number | boolean>,
	right: Sequence<number | boolean>,
	leftFactor: number,
	rightFactor: number,
): Sequence<number> {
	requireSOp(left, { of: 'linearSequenceMap', as: 'left' });
	requireSOp(right, { of: 'linearSequenceMap', as: 'right' });
	requireNumber(leftFactor, { of: 'linearSequenceMap', as: 'leftFactor' });
	requireNumber(rightFactor, { of: 'linearSequenceMap', as: 'rightFactor' });
	const apply = (a: GraphValue, b: GraphValue): number => numberOf(a) * leftFactor + numberOf(b) * rightFactor;
	const operation: Operation = {
		name: 'linear_sequence_map',
		apply,
		undefinedStays: true,
		linear: [leftFactor, rightFactor],
	};
	return { op: 'elementwise', operation, inputs: [left, right] };
}

function operationOf(f: Operation['apply']): Operation {
	const known = operations.get(f);
	if (known !== undefined) return known;
	const operation: Operation = { name: f.name || 'map', apply: f, undefinedStays: true };
	operations.set(f, operation);
	return operation;
}

function numberOf(value: GraphValue): number {
	if (isNumeric(value)) return Number(value);
	throw new RaspError('host', 'ALTA0506', 'a linear map takes numbers', {
		what: 'A linear map was given a value that is not a number.',
		why: 'It multiplies its inputs and adds them up.',
		fix: 'Map the values to numbers before.',
	});
}
