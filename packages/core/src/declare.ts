import type { Atom, Value } from './program.js';

/** How an author's code sees an atom of a variable: numbers as `number`, truth values as `boolean`, text as its literals. */
export type Shown<A> = A extends number ? number : A extends boolean ? boolean : A;

/**
 * How a variable starts: with one value everywhere, with the value a function gives for the token (`itself`: the token is the value),
 * or for the position (counted from 0). `undefined` is allowed: the variable then starts undefined.
 */
export type Initialiser<T> =
	| { readonly constant: T | undefined }
	| { readonly byToken: 'itself' | ((token: string) => T | undefined) }
	| { readonly byPosition: (position: number) => T | undefined };

/** A variable's declaration, before it has a name. `T` is what code reads from it and writes to it. */
export type Declared<T extends Value> = DeclaredCategorical<T> | DeclaredNumerical<T> | DeclaredSet<T>;

/** The declaration of a categorical variable. */
export interface DeclaredCategorical<T extends Value> {
	readonly kind: 'categorical';
	readonly init: Initialiser<T>;
	readonly values: readonly Atom[];
}

/** The declaration of a numerical variable. */
export interface DeclaredNumerical<T extends Value> {
	readonly kind: 'numerical';
	readonly init: Initialiser<T>;
	readonly values: readonly number[] | undefined;
}

/** The declaration of a set variable. */
export interface DeclaredSet<T extends Value> {
	readonly kind: 'set';
	readonly init: Initialiser<T>;
	readonly members: readonly Atom[];
	readonly values: readonly ReadonlySet<Atom>[];
}

/**
 * Declares a categorical variable: one of a list of atoms.
 *
 * @param values its values; their order is that of the variable's coordinates.
 * @param init how it starts; with the first value by default.
 *
 * @example
 * ```ts
 * import { categorical } from '@alta-ts/core';
 * categorical([false, true]) // => { kind: 'categorical', values: [false, true], init: { constant: false } }
 * ```
 */
export function categorical<const A extends readonly Atom[]>(
	values: A,
	init?: Initialiser<Shown<A[number]>>,
): DeclaredCategorical<Shown<A[number]>>;
export function categorical(values: readonly Atom[], init: Initialiser<Atom> = { constant: values[0] }): DeclaredCategorical<Atom> {
	return { kind: 'categorical', values, init };
}

/**
 * Declares a numerical variable: a number, which attention can average and linear maps can change.
 *
 * @param values the bucket centres, ascending; needed where functions or rows read the variable.
 * @param init how it starts; with 0 by default.
 *
 * @example
 * ```ts
 * import { numerical } from '@alta-ts/core';
 * numerical([0, 1]) // => { kind: 'numerical', values: [0, 1], init: { constant: 0 } }
 * ```
 */
export function numerical(values: readonly number[], init?: Initialiser<number>): DeclaredNumerical<number>;
/** Declares a numerical variable that no table reads, so that it needs no buckets. */
export function numerical(init?: Initialiser<number>): DeclaredNumerical<number>;
export function numerical(first?: readonly number[] | Initialiser<number>, second?: Initialiser<number>): DeclaredNumerical<number> {
	const zero: Initialiser<number> = { constant: 0 };
	if (isList(first)) return { kind: 'numerical', values: first, init: second ?? zero };
	return { kind: 'numerical', values: undefined, init: first ?? zero };
}

function isList(value: readonly number[] | Initialiser<number> | undefined): value is readonly number[] {
	return Array.isArray(value);
}

/**
 * Declares a set variable: one of a list of sets of atoms. Heads use it as a query that accepts several keys.
 *
 * @param members the atoms that sets may contain; their order is that of the variable's coordinates.
 * @param values every set the variable may hold.
 * @param init how it starts; with the first set by default.
 *
 * @example
 * ```ts
 * import { set } from '@alta-ts/core';
 * set([0, 1, 2], [[0], [0, 1]]).values // => [new Set([0]), new Set([0, 1])]
 * ```
 */
export function set<const M extends readonly Atom[]>(
	members: M,
	values: readonly Iterable<Shown<M[number]>>[],
	init?: Initialiser<ReadonlySet<Shown<M[number]>>>,
): DeclaredSet<ReadonlySet<Shown<M[number]>>>;
export function set(
	members: readonly Atom[],
	values: readonly Iterable<Atom>[],
	init?: Initialiser<ReadonlySet<Atom>>,
): DeclaredSet<ReadonlySet<Atom>> {
	const sets = values.map((value) => inOrderOf(members, value));
	return { kind: 'set', members, values: sets, init: init ?? { constant: sets[0] } };
}

/** The set with its atoms in the order of `members`; atoms that are no members come last, for validation to find. */
function inOrderOf(members: readonly Atom[], atoms: Iterable<Atom>): ReadonlySet<Atom> {
	const given = new Set(atoms);
	return new Set([...members.filter((member) => given.has(member)), ...given]);
}

/**
 * The whole numbers from 0 to `count` − 1: the values of a variable that holds positions or counts.
 *
 * @example
 * ```ts
 * import { range } from '@alta-ts/core';
 * range(3) // => [0, 1, 2]
 * ```
 */
export function range(count: number): readonly number[] {
	return Array.from({ length: count }, (_, index) => index);
}
