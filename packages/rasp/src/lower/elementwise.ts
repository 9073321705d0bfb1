import type { Elementwise, Operation } from '../graph/node.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import { binaryOperations, negated } from '../session/operations.js';
import type { Base, Fn, Linear } from './base.js';
import { once } from './count.js';
import { FAILS } from './functions.js';
import { imageOf } from './image.js';
import type { Label } from './label.js';
import { Refusal } from './refusal.js';
import { noteRounded, steady } from './rounding.js';
import { joinSums } from './sum.js';
import type { Work } from './work.js';

/**
 * What an operation makes of its inputs at one position. Inputs that were known in an earlier layer are read from a variable that
 * holds them, so that tables stay small.
 *
 * @param layer the layer of the node by the cost rule.
 */
export function lowerElementwise(work: Work, node: Elementwise, layer: number): Fn {
	const { operation, inputs } = node;
	const { functions, bases } = work;
	const given = inputs.map((input) => heldBefore(work, work.fnOf(input), layer, work.labelOf(input)));
	const apply = (values: readonly GraphValue[]): GraphValue =>
		operation.undefinedStays === true && values.includes(undefined) ? undefined : operation.apply(...values);
	const diagram = once(() =>
		functions.apply(
			steady(work.rounded, node, apply),
			given.map((fn) => fn.diagram()),
		),
	);
	const factors = factorsOf(operation);
	if (factors === undefined) return withValues(bases.fn(diagram()));
	const joined = joinSums(work, node, given, apply);
	if (joined !== undefined) return joined;
	const linear = linearOf(
		work,
		given,
		factors,
		inputs.map((input) => work.labelOf(input)),
	);
	if (linear === undefined || linear.terms.length === 0) return withValues(bases.fn(diagram()));
	const ready = given.reduce((latest, fn) => Math.max(latest, readableAt(fn)), 0);
	if (ready === 0) return withValues(bases.fn(diagram()));
	noteRounded(work.rounded, node, inputs);
	return { ready, diagram, linear };
}

/** A function that has a value somewhere. */
export function withValues(fn: Fn): Fn {
	if (fn.diagram() !== FAILS) return fn;
	throw new Refusal('ALTA0519', {
		what: 'It has no value for any token at any position.',
		why: 'Evaluating it fails on every input over this vocabulary.',
		fix: 'Use a vocabulary that the program can compute with, or evaluate it on an input to see what fails.',
	});
}

/** The factors of an operation that adds up multiples of its inputs, as long as these are numbers. */
export function factorsOf(operation: Operation): readonly number[] | undefined {
	return operation.linear ?? sums.get(operation);
}

/** The sums of RASP text. */
const sums: ReadonlyMap<Operation, readonly number[]> = new Map([
	[binaryOperations['+'], [1, 1]],
	[binaryOperations['-'], [1, -1]],
	[negated, [-1]],
]);

function heldBefore({ bases, plan }: Work, fn: Fn, layer: number, label: Label): Fn {
	const isHeld = fn.base !== undefined && fn.linear === undefined;
	return fn.ready === 0 || fn.ready >= layer || isHeld ? fn : bases.fnOf(plan.cut(fn, label));
}

/** The first layer whose tables can use a function. */
export function readableAt(fn: Fn): number {
	return fn.base?.readable ?? fn.ready;
}

/** A sum of multiples of functions as one of what variables hold before, or undefined where they hold no numbers, or not before. */
function linearOf(work: Work, given: readonly Fn[], factors: readonly number[], labels: readonly Label[]): Linear | undefined {
	const terms: { of: Fn; factor: number; label?: Label }[] = [];
	let bias = 0;
	for (const [at, fn] of given.entries()) {
		const factor = factors[at] ?? 0;
		const part = fn.linear ?? atomOf(work, fn);
		if (part === undefined) return undefined;
		const label = labels[at];
		terms.push(...part.terms.map((term) => ({ ...(label === undefined ? {} : { label }), ...term, factor: term.factor * factor })));
		bias += part.bias * factor;
	}
	return { terms, bias };
}

function atomOf(work: Work, fn: Fn): Linear | undefined {
	const { functions, bases, token, position } = work;
	if (fn.base?.output?.kind === 'numerical') return { terms: [{ of: fn, factor: 1 }], bias: 0 };
	const image = imageOf(work, fn);
	if (image === undefined || !image.every(isNumeric)) return undefined;
	const support: readonly Base[] = bases.support(fn.diagram());
	if (support.length === 0) return { terms: [], bias: Number(functions.image(fn.diagram())[0] ?? 0) };
	const isInitial = support.length === 1 && (support[0] === token || support[0] === position);
	// The output of a head as symbols would have to become a number in the very layer that adds it up.
	const isWritten = fn.base !== undefined && fn.base.output === undefined;
	return isInitial || isWritten ? { terms: [{ of: fn, factor: 1 }], bias: 0 } : undefined;
}
