import type { Atom, Value, Variable } from './program.js';

/**
 * Everything a table can find in a variable: its listed values in declared order, then `undefined`, which is always last.
 *
 * A numerical variable has its bucket centres; one that lists no `values` has only `undefined`. A value's place in this list is
 * its *domain index*.
 *
 * @example
 * ```ts
 * import { domainOf } from '@alta-ts/core';
 * domainOf({ kind: 'categorical', name: 'done', init: { constant: false }, values: [false, true] }) // => [false, true, undefined]
 * ```
 */
export function domainOf(variable: Variable): readonly Value[] {
	return [...(variable.values ?? []), undefined];
}

/** Domain indices: of atoms and undefined by themselves, of sets by their keys. */
interface Lookup {
	readonly simple: ReadonlyMap<Value, number>;
	readonly sets: ReadonlyMap<string, number>;
}

const lookups = new WeakMap<Variable, Lookup>();

/**
 * The domain index of a value (see {@link domainOf}), or −1 when the variable cannot hold it. Sets are found by content.
 * Numericals are found by exact value; use {@link bucketOf} to find the bucket of any number.
 *
 * @example
 * ```ts
 * import { domainIndex } from '@alta-ts/core';
 * domainIndex({ kind: 'categorical', name: 'done', init: { constant: false }, values: [false, true] }, undefined) // => 2
 * ```
 */
export function domainIndex(variable: Variable, value: Value): number {
	let lookup = lookups.get(variable);
	if (lookup === undefined) {
		lookup = makeLookup(variable);
		lookups.set(variable, lookup);
	}
	return (typeof value === 'object' ? lookup.sets.get(valueKey(value)) : lookup.simple.get(value)) ?? -1;
}

function makeLookup(variable: Variable): Lookup {
	const simple = new Map<Value, number>();
	const sets = new Map<string, number>();
	// Backwards, so that of equal values the first one counts.
	for (const [index, value] of [...domainOf(variable).entries()].reverse()) {
		if (typeof value === 'object') sets.set(valueKey(value), index);
		else simple.set(value, index);
	}
	return { simple, sets };
}

/**
 * The bucket of a number: the index of the centre it belongs to. Boundaries lie halfway between neighbouring centres, computed as
 * (a + b) / 2 in double precision, and belong to the lower bucket; the first and the last bucket are open-ended.
 *
 * @param values the bucket centres, ascending, at least one.
 *
 * @example
 * ```ts
 * import { bucketOf } from '@alta-ts/core';
 * [-9, 0.5, 0.500001, 1.5, 99].map((x) => bucketOf([0, 1, 2], x)) // => [0, 0, 1, 1, 2]
 * ```
 */
export function bucketOf(values: readonly number[], x: number): number {
	let low = 0;
	let high = values.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		const boundary = ((values[middle] ?? 0) + (values[middle + 1] ?? 0)) / 2;
		if (x <= boundary) high = middle;
		else low = middle + 1;
	}
	return low;
}

/**
 * Whether two values are the same: atoms by identity (`0` and `-0` are one number), sets by content.
 *
 * @example
 * ```ts
 * import { sameValue } from '@alta-ts/core';
 * [sameValue(new Set([1, 2]), new Set([2, 1])), sameValue(1, true), sameValue(undefined, undefined)] // => [true, false, true]
 * ```
 */
export function sameValue(a: Value, b: Value): boolean {
	if (typeof a === 'object' && typeof b === 'object') return a.size === b.size && [...a].every((atom) => b.has(atom));
	return a === b;
}

/** A text that two values share exactly when they are the same value. */
export function valueKey(value: Value): string {
	if (typeof value !== 'object') return atomKey(value);
	return `{${[...value].map(atomKey).sort().join()}}`;
}

function atomKey(atom: Atom | undefined): string {
	return typeof atom === 'string' ? JSON.stringify(atom) : String(atom);
}

/**
 * A value as messages show it: strings in quotes, sets in braces.
 *
 * @example
 * ```ts
 * import { showValue } from '@alta-ts/core';
 * ['walk', 1, new Set(['a', true]), undefined].map(showValue) // => ['"walk"', '1', '{"a", true}', 'undefined']
 * ```
 */
export function showValue(value: Value): string {
	if (typeof value !== 'object') return atomKey(value);
	return `{${[...value].map(atomKey).join(', ')}}`;
}
