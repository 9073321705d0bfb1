import type { Atom, Value } from '@alta-ts/core';
import type { Pool, ReadoutConfig } from '@alta-ts/model';

/** The numbers a readout gave for one sequence. */
export interface ReadoutRows {
	readonly rows: number;
	readonly columns: number;
	/** Row-major, [rows, columns]. */
	readonly data: ArrayLike<number>;
	/** The largest column of each row, where the model worked that out. */
	readonly best?: ArrayLike<number>;
}

/** A decoded answer. */
export interface Answer {
	readonly output: readonly Value[];
	readonly logits?: readonly (readonly number[])[];
}

/** Above this a coordinate that says yes or no says yes. */
const HALF = 0.5;

/**
 * Turns the numbers of a readout into values: one a position, or one from the mean of all rows or the row at a position. A pooled answer of
 * a sequence that has no such position is undefined, and its logits are empty.
 */
export function decodeOutput(readout: ReadoutConfig, numbers: ReadoutRows): Answer {
	const rows = pooled(readout.pool, numbers);
	if (readout.kind !== 'classes')
		return { output: rows.map((row) => (readout.kind === 'number' ? decodeNumber(row) : decodeSet(readout.members, row))) };
	const { classes } = readout;
	const output = rows.map(
		(row, index) => classes[readout.pool === 'none' && numbers.best !== undefined ? (numbers.best[index] ?? 0) : largest(row)] ?? undefined,
	);
	return { output, logits: rows };
}

function pooled(pool: Pool, { rows, columns, data }: ReadoutRows): readonly (readonly number[])[] {
	const each = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => data[row * columns + column] ?? 0));
	if (pool === 'none') return each;
	if (pool !== 'mean') return [each[pool.position] ?? []];
	if (rows === 0) return [[]];
	return [Array.from({ length: columns }, (_, column) => each.reduce((total, row) => total + (row[column] ?? 0), 0) / rows)];
}

function decodeNumber(row: readonly number[]): Value {
	const [number, defined = 1] = row;
	return defined > HALF ? number : undefined;
}

function decodeSet(members: readonly Atom[], row: readonly number[]): Value {
	if (row.length === 0 || (row.length > members.length && !((row[members.length] ?? 0) > HALF))) return undefined;
	return new Set(members.flatMap((member, index) => ((row[index] ?? 0) > HALF ? [member] : [])));
}

/** The index of the first largest number; NaN never wins. −1 for an empty list. */
function largest(row: readonly number[]): number {
	let best = row.length > 0 ? 0 : -1;
	row.forEach((each, index) => {
		if (each > (row[best] ?? 0) || (Number.isNaN(row[best]) && !Number.isNaN(each))) best = index;
	});
	return best;
}
