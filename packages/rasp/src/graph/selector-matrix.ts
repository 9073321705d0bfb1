import { EQ, FALSE, GEQ, GT, LEQ, LT, NEQ, type Predicate, TRUE } from './predicate.js';
import type { GraphValue } from './value.js';

/** What a selector selects: `cells[query * size + key]` is 1 or 0. */
export interface SelectorMatrix {
	readonly size: number;
	readonly cells: Uint8Array;
}

type Comparison = (key: number, query: number) => boolean;

/** The predicates that are plain comparisons where all values are numbers. */
const comparisons: ReadonlyMap<Predicate, Comparison> = new Map<Predicate, Comparison>([
	[EQ, (key, query) => key === query],
	[NEQ, (key, query) => key !== query],
	[LT, (key, query) => key < query],
	[LEQ, (key, query) => key <= query],
	[GT, (key, query) => key > query],
	[GEQ, (key, query) => key >= query],
]);

/** The square of a select: a row for each query, a column for each key. */
export function selectMatrix(keys: readonly GraphValue[], queries: readonly GraphValue[], predicate: Predicate): SelectorMatrix {
	const size = keys.length;
	const cells = new Uint8Array(size * size);
	if (predicate === TRUE) return { size, cells: cells.fill(1) };
	if (predicate === FALSE) return { size, cells };
	const comparison = comparisons.get(predicate);
	const keyNumbers = comparison === undefined ? undefined : plainNumbers(keys);
	const queryNumbers = keyNumbers === undefined ? undefined : plainNumbers(queries);
	if (comparison !== undefined && keyNumbers !== undefined && queryNumbers !== undefined) fill(cells, keyNumbers, queryNumbers, comparison);
	else fill(cells, keys, queries, predicate.test);
	return { size, cells };
}

/** The opposite of a square. */
export function notMatrix({ size, cells }: SelectorMatrix): SelectorMatrix {
	return { size, cells: cells.map((cell) => 1 - cell) };
}

/** What both squares select, or what one of the two does. */
export function pairMatrix(op: 'and' | 'or', left: SelectorMatrix, right: SelectorMatrix): SelectorMatrix {
	const { size, cells: first } = left;
	const { cells: second } = right;
	const cells = new Uint8Array(first.length);
	// A callback for each cell would take most of the time of an evaluation.
	if (op === 'and') for (let at = 0; at < cells.length; at++) cells[at] = (first[at] ?? 0) & (second[at] ?? 0);
	else for (let at = 0; at < cells.length; at++) cells[at] = (first[at] ?? 0) | (second[at] ?? 0);
	return { size, cells };
}

/** The part of a square where the key is not after the query. */
export function causalMatrix({ size, cells }: SelectorMatrix): SelectorMatrix {
	return { size, cells: cells.map((cell, at) => (at % size <= Math.floor(at / size) ? cell : 0)) };
}

function fill<V>(cells: Uint8Array, keys: ArrayLike<V>, queries: ArrayLike<V>, test: (key: V, query: V) => boolean): void {
	let at = 0;
	for (let i = 0; i < queries.length; i++) {
		const query = queries[i] as V;
		for (let j = 0; j < keys.length; j++) cells[at++] = test(keys[j] as V, query) ? 1 : 0;
	}
}

/** All values as plain numbers, where each is one and none loses digits by it. */
function plainNumbers(values: readonly GraphValue[]): Float64Array | undefined {
	const numbers = new Float64Array(values.length);
	for (const [at, value] of values.entries()) {
		if (typeof value === 'number') numbers[at] = value;
		else if (typeof value === 'boolean') numbers[at] = Number(value);
		else if (typeof value === 'bigint' && BigInt.asIntN(53, value) === value) numbers[at] = Number(value);
		else return undefined;
	}
	return numbers;
}
