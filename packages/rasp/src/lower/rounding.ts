import type { Elementwise, SOp } from '../graph/node.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import { Refusal } from './refusal.js';

/** Where the floats of a program can be a rounding away from those of evaluation, as where they are added up in another order. */
export type Rounding = 'anywhere' | 'but at 0';

/** More than roundings add up to, and far less than what means differ by. */
const NUDGE = 2 ** -36;

/** Digits behind the point of numbers that are added up without rounding. */
const EXACT_BITS = 20;

/** Up to here they are. */
const LARGEST_EXACT = 2 ** 31;

/** Whether sums of numbers are exact, and the mean of them rounded once, in whatever order they are added up. */
export function areAddedExactly(values: readonly GraphValue[] | undefined): boolean {
	return values?.every((value) => !isNumeric(value) || isExact(Number(value))) === true;
}

function isExact(value: number): boolean {
	return Number.isInteger(value * 2 ** EXACT_BITS) && Math.abs(value) <= LARGEST_EXACT;
}

/** What a value may be instead: a little less or more, or just what it is compared with. */
export function nudged(value: GraphValue, rounding: Rounding | undefined, beside: readonly GraphValue[]): readonly GraphValue[] {
	if (rounding === undefined || typeof value !== 'number' || !Number.isFinite(value)) return [];
	const by = NUDGE * (rounding === 'but at 0' ? Math.abs(value) : Math.max(1, Math.abs(value)));
	const near = beside.filter(isNumeric).filter((other) => Math.abs(Number(other) - value) < by);
	return by === 0 ? [] : [value - by, value + by, ...near];
}

/** An operation that refuses where the rounding of what it is given decides what it gives, and notes where it gives floats that are rounded, too. */
export function steady(
	rounded: Map<SOp, Rounding>,
	node: Elementwise,
	apply: (values: readonly GraphValue[]) => GraphValue,
): (values: readonly GraphValue[]) => GraphValue {
	const inputs = [...new Set(node.inputs)].filter((input) => rounded.has(input));
	if (inputs.length === 0) return apply;
	return (values) => {
		const result = apply(values);
		for (const input of inputs) {
			for (const other of nudged(values[node.inputs.indexOf(input)], rounded.get(input), values)) {
				const changed = apply(values.map((value, at) => (node.inputs[at] === input ? other : value)));
				if (Object.is(changed, result)) continue;
				if (!isNear(changed, result)) throw decidedByRounding();
				rounded.set(node, 'anywhere');
			}
		}
		return result;
	};
}

function isNear(a: GraphValue, b: GraphValue): boolean {
	return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 2 ** -18 * Math.max(1, Math.abs(a));
}

/** Notes that an s-op is made of floats that may be rounded otherwise. */
export function noteRounded(rounded: Map<SOp, Rounding>, node: SOp, inputs: readonly SOp[]): void {
	if (inputs.some((input) => rounded.has(input))) rounded.set(node, 'anywhere');
}

/** The refusal of what depends on the last digit of a float. */
export function decidedByRounding(): Refusal {
	return new Refusal('ALTA0523', {
		what: 'It depends on how a float is rounded in its last digit.',
		why: 'Means of fractions, and sums of means, are rounded differently from one order of adding up to another, and it treats a number otherwise than its nearest neighbours.',
		fix: 'Multiply by a whole number before the mean is taken, so that it is one of whole numbers, or compare with a number that is between two means.',
	});
}
