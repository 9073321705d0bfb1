import { type Head, initialValues, type Layer, type Program, type Update, type Variable } from '@alta-ts/core';
import type { Attainable } from './attainable.js';
import {
	binaryUnit,
	bounds,
	finite,
	gridOf,
	linearImage,
	magnitude,
	meansOf,
	nothing,
	same,
	sumsOf,
	union,
	unitOf,
	widen,
} from './attainable.js';
import type { Precision } from './precision.js';
import { round } from './precision.js';

/** What is known about a numerical variable, at any time and position of any run. */
export interface NumericFact {
	readonly attainable: Attainable;
	/** How far the weights' number can be from the program's: absolute + relative · |number|. */
	readonly error: NumericError;
}

/** A bound on an error. */
export interface NumericError {
	readonly absolute: number;
	readonly relative: number;
}

/** Facts by variable name; every numerical variable has an entry. */
export type NumericFacts = ReadonlyMap<string, NumericFact>;

const exact: NumericError = { absolute: 0, relative: 0 };

/** Passes over a stage before loops without a bound are widened. */
const PATIENCE = 64;

/**
 * Follows inits, heads and updates to a fixed point.
 *
 * @param length the longest input, or Infinity.
 */
export function numericFacts(program: Program, precision: Precision, length: number): NumericFacts {
	const analysis = new Map<string, NumericFact>();
	for (const variable of program.variables)
		if (variable.kind === 'numerical') analysis.set(variable.name, initialFact(variable, precision));
	for (const stage of program.stages) {
		const passes = typeof stage.repeat === 'number' ? stage.repeat : (stage.repeat.atMost ?? Infinity);
		for (let pass = 0; pass < passes; pass++) {
			const before = new Map(analysis);
			for (const layer of stage.layers) runLayer(layer, analysis, precision, length);
			if (unchanged(before, analysis)) break;
			if (pass >= PATIENCE) widenAll(before, analysis);
		}
	}
	return analysis;
}

function initialFact(variable: Variable, precision: Precision): NumericFact {
	const numbers = initialValues(variable.init).filter((each) => typeof each === 'number');
	return {
		attainable: finite(numbers),
		error: numbers.every((each) => round(precision, each) === each) ? exact : { absolute: 0, relative: precision.epsilon },
	};
}

function runLayer(layer: Layer, facts: Map<string, NumericFact>, precision: Precision, length: number): void {
	for (const head of layer.heads) {
		const value = facts.get(head.value);
		if (value !== undefined && facts.has(head.output)) join(facts, head.output, headFact(head, value, precision, length));
	}
	const read = new Map(facts);
	for (const update of layer.updates) if (facts.has(update.writes)) join(facts, update.writes, updateFact(update, read, precision));
}

function headFact(head: Head, value: NumericFact, precision: Precision, length: number): NumericFact {
	const result = combined(head, value, precision, length);
	if (head.empty === 'undefined' || 'position' in head.empty) return 'position' in Object(head.empty) ? joined(result, value) : result;
	const constant = head.empty.constant;
	if (typeof constant !== 'number') return result;
	return joined(result, {
		attainable: finite([constant]),
		error: round(precision, constant) === constant ? exact : { absolute: 0, relative: precision.epsilon },
	});
}

function combined(head: Head, value: NumericFact, precision: Precision, length: number): NumericFact {
	if (head.combine === 'mean') {
		const attainable = meansOf(value.attainable, length);
		if (same(attainable, value.attainable)) return { attainable, error: grown(value.error, (length + 8) * precision.epsilon) };
		const steps = (length + 8) * precision.epsilon;
		const positive = bounds(value.attainable).min >= 0;
		return {
			attainable,
			error: positive
				? grown(value.error, steps)
				: { absolute: value.error.absolute + steps * magnitude(value.attainable), relative: value.error.relative },
		};
	}
	if (head.combine !== 'sum') return value;
	const attainable = sumsOf(value.attainable, length);
	if (isExact(attainable, value.error, precision)) return { attainable, error: exact };
	const largest = magnitude(value.attainable);
	const each = value.error.absolute + value.error.relative * largest + length * precision.epsilon * largest;
	return { attainable, error: { absolute: zeroSafe(length, each), relative: 0 } };
}

function grown(error: NumericError, relative: number): NumericError {
	return { absolute: error.absolute, relative: error.relative + relative };
}

function updateFact(update: Update, facts: ReadonlyMap<string, NumericFact>, precision: Precision): NumericFact {
	const old = facts.get(update.writes)?.attainable ?? nothing;
	if ('rows' in update) {
		const numbers = update.rows.map((row) => row.value).filter((each) => typeof each === 'number');
		const attainable = finite(numbers);
		const span = union(attainable, old);
		return {
			attainable,
			error: isExact(span, exact, precision) ? exact : { absolute: 8 * precision.epsilon * magnitude(span), relative: 0 },
		};
	}
	const terms = Object.entries(update.linear).map(([name, coefficient]) => ({
		coefficient,
		fact: facts.get(name) ?? { attainable: nothing, error: exact },
	}));
	const attainable = linearImage(
		terms.map(({ coefficient, fact }) => ({ coefficient, of: fact.attainable })),
		update.bias,
	);
	const inherited = terms.reduce(
		(sum, { coefficient, fact }) => sum + Math.abs(coefficient) * errorAt(fact, magnitude(fact.attainable)),
		0,
	);
	const sizes = terms.reduce(
		(sum, { coefficient, fact }) => sum + Math.abs(coefficient) * magnitude(fact.attainable),
		Math.abs(update.bias) + magnitude(old),
	);
	const wholesome = terms.every(
		({ coefficient, fact }) => round(precision, coefficient) === coefficient && isExact(fact.attainable, fact.error, precision),
	);
	if (wholesome && isExact(union(attainable, old), exact, precision) && isExact(linearSpan(terms, update.bias), exact, precision))
		return { attainable, error: exact };
	return { attainable, error: { absolute: inherited + (terms.length + 4) * precision.epsilon * 4 * sizes, relative: 0 } };
}

/** A grid with every partial sum of a linear map on it. */
function linearSpan(terms: readonly { readonly coefficient: number; readonly fact: NumericFact }[], bias: number): Attainable {
	const sizes = terms.reduce((sum, { coefficient, fact }) => sum + Math.abs(coefficient) * magnitude(fact.attainable), Math.abs(bias));
	const parts = terms.map(({ coefficient, fact }) => linearImage([{ coefficient, of: fact.attainable }], 0));
	return { ...gridOf([...parts, finite([bias])].reduce(union)), min: -sizes, max: sizes };
}

/** Whether the arithmetic represents all these numbers, and sums of a few of them, without an error. */
function isExact(set: Attainable, error: NumericError, precision: Precision): boolean {
	const unit = unitOf(set);
	return (
		unit !== undefined &&
		error.absolute === 0 &&
		error.relative === 0 &&
		(unit === 0 || magnitude(set) / binaryUnit(unit) <= 2 ** (precision.bits - 4))
	);
}

/** The error at a number of this size. */
export function errorAt(fact: NumericFact, size: number): number {
	return fact.error.absolute + (fact.error.relative === 0 ? 0 : fact.error.relative * Math.abs(size));
}

function zeroSafe(factor: number, value: number): number {
	return value === 0 ? 0 : factor * value;
}

function join(facts: Map<string, NumericFact>, name: string, fact: NumericFact): void {
	const known = facts.get(name);
	facts.set(name, known === undefined ? fact : joined(known, fact));
}

function joined(a: NumericFact, b: NumericFact): NumericFact {
	return {
		attainable: union(a.attainable, b.attainable),
		error: { absolute: Math.max(a.error.absolute, b.error.absolute), relative: Math.max(a.error.relative, b.error.relative) },
	};
}

function unchanged(before: ReadonlyMap<string, NumericFact>, after: ReadonlyMap<string, NumericFact>): boolean {
	for (const [name, fact] of after) {
		const old = before.get(name);
		if (
			old === undefined ||
			!same(old.attainable, fact.attainable) ||
			old.error.absolute !== fact.error.absolute ||
			old.error.relative !== fact.error.relative
		)
			return false;
	}
	return true;
}

function widenAll(before: ReadonlyMap<string, NumericFact>, facts: Map<string, NumericFact>): void {
	for (const [name, fact] of facts) {
		const old = before.get(name);
		if (old === undefined) continue;
		const attainable = same(old.attainable, fact.attainable) ? fact.attainable : widen(old.attainable, fact.attainable);
		const absolute = fact.error.absolute > old.error.absolute ? Infinity : fact.error.absolute;
		const relative = fact.error.relative > old.error.relative ? Infinity : fact.error.relative;
		facts.set(name, { attainable, error: { absolute, relative } });
	}
}
