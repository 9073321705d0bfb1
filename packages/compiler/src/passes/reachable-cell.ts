import type { Value, Variable } from '@alta-ts/core';
import { bucketOf, domainIndex, domainOf } from '@alta-ts/core';

/** By domain index (see `domainOf`): how many steps away from the initial values a value turns up; `Infinity` if it never does. */
export type Arrivals = ArrayLike<number>;

/** Whether a value turns up at all. */
export function isReached(arrivals: Arrivals, index: number): boolean {
	return (arrivals[index] ?? Infinity) < Infinity;
}

/** What a variable can hold at one time of a layer, as far as an analysis knows by now. */
export interface Cell {
	readonly variable: Variable;
	readonly arrivals: Arrivals;
	/** The step in which something was added last; −1 if nothing was. */
	changed(): number;
	/** Whether a domain index was there before this step. */
	has(index: number, step: number): boolean;
	hasUndefined(step: number): boolean;
	/** Whether some number was there before this step. */
	hasNumber(step: number): boolean;
	/** What was there before this step, but for undefined; a number is given by the centre of its bucket. */
	values(step: number): readonly Value[];
	add(value: Value, step: number): void;
	addAnyNumber(step: number): void;
	/** Adds what another cell had before this step. */
	addAll(from: Cell, step: number): void;
	/** The numbers that were there before this step; undefined if it could be any. */
	numbers(step: number): readonly number[] | undefined;
}

/** With more numbers than this, a variable may hold any. */
const FEW_NUMBERS = 256;

/**
 * Makes an empty cell. Of a numerical variable it knows the numbers themselves, as long as they are few.
 *
 * @param occurs whether a value of its domain can occur at all: what cannot is not added.
 */
export function createCell(variable: Variable, occurs: (value: Value) => boolean = () => true): Cell {
	const domain = domainOf(variable);
	const excluded = domain.map((value) => !occurs(value));
	const arrivals = new Float64Array(domain.length).fill(Infinity);
	const numbers = new Map<number, number>();
	let anyNumber = Infinity;
	let changed = -1;

	function arrive(index: number, step: number): void {
		if (index < 0 || (arrivals[index] ?? 0) < Infinity || excluded[index] === true) return;
		arrivals[index] = step;
		changed = step;
	}

	function addNumber(number: number, step: number): void {
		if (anyNumber < Infinity || numbers.has(number)) return;
		const bucket = variable.kind === 'numerical' && variable.values !== undefined ? bucketOf(variable.values, number) : undefined;
		if (bucket !== undefined && excluded[bucket] === true) return;
		if (numbers.size >= FEW_NUMBERS) {
			self.addAnyNumber(step);
			return;
		}
		numbers.set(number, step);
		changed = step;
		if (bucket !== undefined) arrive(bucket, step);
	}

	const self: Cell = {
		variable,
		arrivals,
		changed: () => changed,
		has: (index, step) => (arrivals[index] ?? Infinity) < step,
		hasUndefined: (step) => self.has(domain.length - 1, step),
		hasNumber: (step) => anyNumber < step || [...numbers.values()].some((arrival) => arrival < step),
		values: (step) => domain.filter((value, index) => value !== undefined && self.has(index, step)),
		numbers: (step) => (anyNumber < step ? undefined : [...numbers].flatMap(([number, arrival]) => (arrival < step ? [number] : []))),
		add(value, step) {
			if (variable.kind === 'numerical' && typeof value === 'number') addNumber(value, step);
			else arrive(domainIndex(variable, value), step);
		},
		addAnyNumber(step) {
			if (anyNumber < Infinity) return;
			anyNumber = step;
			changed = step;
			for (let bucket = 0; bucket < domain.length - 1; bucket++) arrive(bucket, step);
		},
		addAll(from, step) {
			if (from.hasUndefined(step)) self.add(undefined, step);
			if (from.variable.kind !== 'numerical') for (const value of from.values(step)) self.add(value, step);
			else if (from.numbers(step) === undefined) self.addAnyNumber(step);
			else for (const number of from.numbers(step) ?? []) self.add(number, step);
		},
	};
	return self;
}
