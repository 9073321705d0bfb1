import type { Combine, Empty, OffsetSet, Table } from './program.js';

/** One condition on the keys a head selects: on variables at both ends, or on the offset (key position minus query position). */
export type Selector<R extends string> =
	| { readonly query: R; readonly key: R; readonly test?: 'equal' | 'member' | Table }
	| { readonly offsets: OffsetSet };

/** What every head can say besides which keys it selects. */
export interface AttendBase<N extends string> {
	/** The variable whose value is fetched. */
	readonly value: N;
	/** How several selected values become one: by default their mean for numericals, and the only one otherwise. */
	readonly combine?: Combine;
	/** What the output is when no key is selected; undefined by default. */
	readonly empty?: Empty;
	/** Whether the output survives the end of the layer; by default it does not. */
	readonly keep?: boolean;
	/** For a numerical value, the bucket centres of the output; by default those of the value. */
	readonly values?: readonly number[];
}

/** A head that looks at the position at a fixed offset: −1 is the one to the left. */
export interface AttendOffset<N extends string> extends AttendBase<N> {
	readonly offset: number;
}

/** A head that looks where the key at the other position matches the query at its own. */
export interface AttendMatch<N extends string, R extends string> extends AttendBase<N> {
	readonly query: R;
	readonly key: R;
	/** By default `member` if the query is a set variable, `equal` otherwise. */
	readonly test?: 'equal' | 'member' | Table;
	/** Look only at these offsets. */
	readonly offsets?: OffsetSet;
}

/** A head that looks where all conditions hold. */
export interface AttendWhere<N extends string, R extends string> extends AttendBase<N> {
	readonly where: readonly Selector<R>[];
	/** Look only at these offsets. */
	readonly offsets?: OffsetSet;
}

/** A head that looks everywhere. */
export interface AttendEverywhere<N extends string> extends AttendBase<N> {
	/** Look only at these offsets. */
	readonly offsets?: OffsetSet;
}

/** Every way to write a head down. */
export type AttendSpec<N extends string, R extends string> = AttendOffset<N> | AttendMatch<N, R> | AttendWhere<N, R> | AttendEverywhere<N>;

/** A head's declaration, before its output has a name. `N` names its value, `R` its queries and keys. */
export interface Attend<N extends string, R extends string = string> extends AttendBase<N> {
	readonly where: readonly Selector<R>[];
}

/**
 * Declares an attention head.
 *
 * @example
 * ```ts
 * import { attend } from '@alta-ts/core';
 * attend({ value: 'parity', offset: -1 }) // => { value: 'parity', where: [{ offsets: [-1] }] }
 * ```
 *
 * @example
 * ```ts
 * import { attend } from '@alta-ts/core';
 * attend({ value: 'token', query: 'pointer', key: 'position' }).where // => [{ query: 'pointer', key: 'position' }]
 * ```
 */
export function attend<const N extends string>(spec: AttendOffset<N>): Attend<N, never>;
export function attend<const N extends string, const R extends string>(spec: AttendMatch<N, R>): Attend<N, R>;
export function attend<const N extends string, const R extends string>(spec: AttendWhere<N, R>): Attend<N, R>;
export function attend<const N extends string>(spec: AttendEverywhere<N>): Attend<N, never>;
export function attend(spec: AttendSpec<string, string>): Attend<string> {
	const { value, combine, empty, keep, values } = spec;
	return {
		value,
		where: selectors(spec),
		...(combine === undefined ? {} : { combine }),
		...(empty === undefined ? {} : { empty }),
		...(keep === undefined ? {} : { keep }),
		...(values === undefined ? {} : { values }),
	};
}

function selectors(spec: AttendSpec<string, string>): readonly Selector<string>[] {
	if ('offset' in spec) return [{ offsets: [spec.offset] }];
	const offsets: readonly Selector<string>[] = spec.offsets === undefined ? [] : [{ offsets: spec.offsets }];
	if ('where' in spec) return [...spec.where, ...offsets];
	if (!('query' in spec)) return offsets;
	const { query, key, test } = spec;
	return [{ query, key, ...(test === undefined ? {} : { test }) }, ...offsets];
}
