import { type Head, initialValues, type Layer, type Program, type Stage, type Update, type Variable } from '@alta-ts/core';
import { mostKeys } from '../attention/offsets.js';
import { needsGuard, positionNames } from '../attention/selects-at-most-one.js';
import { sharedOutputs } from '../attention/shared-outputs.js';
import { isElastic, runsAgain } from '../runs-again.js';
import { softSumError } from '../standard/soft-sum.js';
import type { Attainable } from './attainable.js';
import {
	binaryUnit,
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
	upTo,
	widen,
} from './attainable.js';
import { meanError } from './mean-error.js';
import { eachPart, errorAt, isBounded, isExact, type NumericError, type NumericFact, noError, sameError, times } from './numeric-error.js';
import type { Precision } from './precision.js';
import { powerOfTwo, round } from './precision.js';
import { MOST_POSITIONS, roundings } from './rounding.js';

/** Facts by variable name; every numerical variable has an entry. */
export type NumericFacts = ReadonlyMap<string, NumericFact>;

/** Roundings when one number takes the place of another, in units of epsilon · the larger one. */
const REPLACING = 8;

/** Passes over a stage before loops are widened: those without a bound, and those with one. */
const PATIENCE = 64;
const PATIENCE_WITH_BOUND = 1024;

/** What {@link numericFacts} finds. */
export interface NumericAnalysis {
	readonly facts: NumericFacts;
	/** Whether the facts also hold in a run of more layers than the program declares. */
	readonly holdsBeyondDeclared: boolean;
}

/**
 * Follows inits, heads and updates to a fixed point.
 *
 * @param length the longest input, or Infinity.
 * @param sumsByQuotients whether sums are computed by softmax (see `softSum`).
 */
export function numericFacts(program: Program, precision: Precision, length: number, sumsByQuotients = false): NumericAnalysis {
	const { stages } = program;
	const follow = (passesOf: (stage: Stage) => number): NumericFacts => {
		const facts = followOnce(program, { precision, length, sumsByQuotients, sizes: new Map() }, passesOf);
		// Weights have one scale for all times, so that small numbers are rounded as later, larger ones.
		const sizes = new Map([...facts].map(([name, { attainable }]) => [name, magnitude(attainable)]));
		return followOnce(program, { precision, length, sumsByQuotients, sizes }, passesOf);
	};
	const declared = follow(declaredPasses);
	// With several such loops the runtime refuses a number of layers of the caller's.
	if (stages.filter(({ repeat }) => typeof repeat === 'object').length > 1) return { facts: declared, holdsBeyondDeclared: true };
	const stretched = follow((stage) => (isElastic(stages, stage) ? Infinity : declaredPasses(stage)));
	const holdsBeyondDeclared = [...stretched].every(([name, { attainable, error }]) => {
		const known = declared.get(name)?.attainable ?? nothing;
		return same(attainable, known) && isBounded(error);
	});
	return { facts: holdsBeyondDeclared ? stretched : declared, holdsBeyondDeclared };
}

/** What errors depend on. */
interface Setting {
	readonly precision: Precision;
	readonly length: number;
	/** Whether sums are softmax averages times a number, and so as rounded as those. */
	readonly sumsByQuotients: boolean;
	/** The largest absolute value of a variable at any time, as far as it is known yet. */
	readonly sizes: ReadonlyMap<string, number>;
}

function followOnce(program: Program, setting: Setting, passesOf: (stage: Stage) => number): NumericFacts {
	const analysis = new Map<string, NumericFact>();
	for (const variable of program.variables)
		if (variable.kind === 'numerical') analysis.set(variable.name, initialFact(variable, setting.precision));
	const positions = positionNames(program);
	const shared = sharedOutputs(program);
	for (const stage of program.stages) {
		const passes = passesOf(stage);
		const patience = passes === Infinity ? PATIENCE : PATIENCE_WITH_BOUND;
		const replaced = (head: Head): boolean =>
			head.keep && (runsAgain(program, stage) || shared.has(head.output) || needsGuard(positions, head));
		for (let pass = 0; pass < passes; pass++) {
			const before = new Map(analysis);
			for (const layer of stage.layers) runLayer(layer, analysis, setting, replaced);
			if (unchanged(before, analysis)) break;
			if (pass >= patience) widenAll(before, analysis);
		}
	}
	return analysis;
}

function declaredPasses({ repeat }: Stage): number {
	return typeof repeat === 'number' ? repeat : (repeat.atMost ?? Infinity);
}

function initialFact(variable: Variable, precision: Precision): NumericFact {
	return stored(
		initialValues(variable.init).filter((each) => typeof each === 'number'),
		precision,
	);
}

/** Numbers that are weights. */
function stored(numbers: readonly number[], precision: Precision): NumericFact {
	return {
		attainable: finite(numbers),
		error: numbers.every((each) => round(precision, each) === each) ? noError : { ...noError, relative: precision.epsilon },
	};
}

function runLayer(layer: Layer, facts: Map<string, NumericFact>, setting: Setting, replaced: (head: Head) => boolean): void {
	const given = layer.heads.flatMap((head) => {
		const value = facts.get(head.value);
		if (value === undefined || !facts.has(head.output)) return [];
		const fact = headFact(head, value, setting);
		return [[head.output, replaced(head) ? replacing(facts, head.output, fact, setting) : fact] as const];
	});
	for (const [name, fact] of given) join(facts, name, fact);
	const written = layer.updates.flatMap((update) =>
		facts.has(update.writes) ? [[update.writes, updateFact(update, facts, setting)] as const] : [],
	);
	for (const [name, fact] of written) join(facts, name, fact);
}

function headFact(head: Head, value: NumericFact, setting: Setting): NumericFact {
	const result = combined(head, value, setting);
	if (head.empty === 'undefined' || 'position' in head.empty) return 'position' in Object(head.empty) ? joined(result, value) : result;
	const constant = head.empty.constant;
	if (typeof constant !== 'number') return result;
	return joined(result, stored([constant], setting.precision));
}

/** A number that takes the place of an old one, in one sum: it is rounded as coarsely as the larger of the two. */
function replacing(facts: NumericFacts, name: string, { attainable, error }: NumericFact, setting: Setting): NumericFact {
	const { precision } = setting;
	const old = sized(facts, name, setting);
	const span = union(attainable, old.attainable);
	if (isCarriedExactly(span, old.error, precision) && isCarriedExactly(span, error, precision)) return { attainable, error };
	return {
		attainable,
		error: { ...error, absolute: error.absolute + times(REPLACING * precision.epsilon, Math.max(magnitude(span), precision.smallest)) },
	};
}

/** A fact with room for what the variable holds at other times. */
function sized(facts: NumericFacts, name: string, { sizes }: Setting): NumericFact {
	const { attainable, error } = facts.get(name) ?? { attainable: nothing, error: noError };
	return { attainable: upTo(attainable, sizes.get(name) ?? 0), error };
}

function combined(head: Head, value: NumericFact, { precision, length: longest, sumsByQuotients }: Setting): NumericFact {
	// A head that can select nothing at all has numbers as well: those of an input with one key.
	const length = Math.max(1, mostKeys(head.where, longest));
	if (head.combine === 'mean') return { attainable: meansOf(value.attainable, length), error: meanError(value, precision, length) };
	if (head.combine !== 'sum') return value;
	const attainable = sumsOf(value.attainable, length);
	if (sumsByQuotients) return { attainable, error: softSumError(value, precision, length) };
	if (isCarriedExactly(value.attainable, value.error, precision) && fitsIn(unitOf(attainable), magnitude(attainable), precision.bits))
		return { attainable, error: noError };
	const largest = magnitude(value.attainable);
	const each = errorAt(value, largest) + times(roundings(precision, Math.min(length, MOST_POSITIONS)), largest);
	return { attainable, error: { ...noError, absolute: times(length, each) } };
}

function updateFact(update: Update, facts: NumericFacts, setting: Setting): NumericFact {
	const { precision } = setting;
	if ('rows' in update) {
		const numbers = update.rows.map((row) => row.value).filter((each) => typeof each === 'number');
		return replacing(facts, update.writes, stored(numbers, precision), setting);
	}
	const old = sized(facts, update.writes, setting);
	const attainable = linearImage(
		Object.entries(update.linear).map(([name, coefficient]) => ({ coefficient, of: facts.get(name)?.attainable ?? nothing })),
		update.bias,
	);
	const terms = Object.entries(update.linear).map(([name, coefficient]) => ({ coefficient, fact: sized(facts, name, setting) }));
	const inherited = terms.reduce(
		(sum, { coefficient, fact }) => sum + times(Math.abs(coefficient), errorAt(fact, magnitude(fact.attainable))),
		0,
	);
	const sizes = terms.reduce(
		(sum, { coefficient, fact }) => sum + times(Math.abs(coefficient), magnitude(fact.attainable)),
		Math.abs(update.bias) + magnitude(old.attainable),
	);
	const wholesome = terms.every(
		({ coefficient, fact }) => round(precision, coefficient) === coefficient && isCarriedExactly(fact.attainable, fact.error, precision),
	);
	const parts = terms.map(({ coefficient, fact }) => linearImage([{ coefficient, of: fact.attainable }], 0));
	const unit = unitOf(gridOf([...parts, finite([update.bias]), old.attainable].reduce(union)));
	if (wholesome && isCarriedExactly(old.attainable, old.error, precision) && fitsIn(unit, sizes, precision.bits))
		return { attainable, error: noError };
	const rounding = times((terms.length + 4) * precision.epsilon * 4, Math.max(sizes, precision.smallest));
	return { attainable, error: { ...noError, absolute: inherited + rounding } };
}

/**
 * Whether the MLP carries all these numbers without an error: it divides them by a power of two, of up to four times the largest, so that they
 * are below ½, and adds 1 to them where it gates them.
 */
function isCarriedExactly(set: Attainable, error: NumericError, precision: Precision): boolean {
	const largest = magnitude(set);
	if (!isExact(error) || largest === Infinity) return false;
	return fitsIn(unitOf(set), largest === 0 ? 0 : powerOfTwo(largest), precision.bits - 2);
}

/** Whether so many bits hold every multiple of a unit up to this size. */
function fitsIn(unit: number | undefined, size: number, bits: number): boolean {
	return unit !== undefined && (unit === 0 || size / binaryUnit(unit) <= 2 ** bits);
}

function join(facts: Map<string, NumericFact>, name: string, fact: NumericFact): void {
	const known = facts.get(name);
	facts.set(name, known === undefined ? fact : joined(known, fact));
}

function joined(a: NumericFact, b: NumericFact): NumericFact {
	return {
		attainable: union(a.attainable, b.attainable),
		error: eachPart(a.error, b.error, Math.max),
	};
}

function unchanged(before: ReadonlyMap<string, NumericFact>, after: ReadonlyMap<string, NumericFact>): boolean {
	for (const [name, fact] of after) {
		const old = before.get(name);
		if (old === undefined || !same(old.attainable, fact.attainable) || !sameError(old.error, fact.error)) return false;
	}
	return true;
}

function widenAll(before: ReadonlyMap<string, NumericFact>, facts: Map<string, NumericFact>): void {
	for (const [name, fact] of facts) {
		const old = before.get(name);
		if (old === undefined) continue;
		const attainable = same(old.attainable, fact.attainable) ? fact.attainable : widen(old.attainable, fact.attainable);
		const error = eachPart(old.error, fact.error, (before, after) => (after > before ? Infinity : after));
		facts.set(name, { attainable, error });
	}
}
