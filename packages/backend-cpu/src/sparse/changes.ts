import type { Run } from '../runner.js';

/**
 * Which entries of rows of numbers a step changed when it last ran: columns that changed in many rows; and for each row the other columns, or that
 * there were too many to list. Lists are in the memory of the run; places are in entries of its `i32`.
 */
export interface Changes {
	readonly rows: number;
	readonly columns: number;
	/** How many columns of a row are listed at most. A count above it says that any entry of the row may have changed. */
	readonly capacity: number;
	/** Where the counts of all rows begin. */
	readonly counts: number;
	/** Where the columns begin, `capacity` for each row. */
	readonly lists: number;
	/** Where the rows with changes are listed. */
	readonly changed: number;
	/** How many rows have changes. */
	changedRows: number;
	/** Where the columns are listed that may have changed in any row. */
	readonly whole: number;
	/** How many columns may have changed in any row. */
	wholeColumns: number;
	/** Whether any entry of any row may have changed; then nothing is listed. So it is after the first pass of a step. */
	all: boolean;
}

/** The changes of a step that tells nothing: any entry of any row may be another. */
export const UNKNOWN: Changes = {
	rows: 0,
	columns: 0,
	capacity: 0,
	counts: 0,
	lists: 0,
	changed: 0,
	changedRows: 0,
	whole: 0,
	wholeColumns: 0,
	all: true,
};

/** The changes of what no step writes. */
export const NONE: Changes = { ...UNKNOWN, all: false };

/** Beyond this share of its columns a row is as cheap to compute anew. */
const SHARE = 4;

/** Beyond so many columns changes are listed only up to a share of them. */
const FEW = 64;

/** Whether so many rows are enough to go through all of them in a column. */
export function areMany(count: number, rows: number): boolean {
	return 4 * count > rows;
}

/** Room for the changes of a buffer of this shape. At first anything may have changed. */
export function takeChanges(run: Run, rows: number, columns: number, label: string): Changes {
	const capacity = Math.min(columns, Math.max(FEW, Math.ceil(columns / SHARE)));
	const counts = run.scratch(4 * (rows * (capacity + 2) + columns), `${label}, changes`) / 4;
	const lists = counts + 2 * rows;
	const whole = lists + rows * capacity;
	return { rows, columns, capacity, counts, changed: counts + rows, lists, changedRows: 0, whole, wholeColumns: 0, all: true };
}

/** Forgets all changes. */
export function clearChanges(changes: Changes, i32: Int32Array): void {
	const { counts, changed, changedRows } = changes;
	for (let index = 0; index < changedRows; index++) i32[counts + (i32[changed + index] ?? 0)] = 0;
	changes.changedRows = 0;
	changes.wholeColumns = 0;
	changes.all = false;
}

/** Notes that an entry changed; the same entry must not be noted twice. */
export function noteChange(changes: Changes, i32: Int32Array, row: number, column: number): void {
	const at = changes.counts + row;
	const count = i32[at] ?? 0;
	if (count === 0) i32[changes.changed + changes.changedRows++] = row;
	if (count < changes.capacity) i32[changes.lists + row * changes.capacity + count] = column;
	if (count <= changes.capacity) i32[at] = count + 1;
}

/**
 * Notes that a column may have changed in all rows; the same column must not be noted twice.
 *
 * @param alike whether all rows are known to be the same there now.
 */
export function noteColumn(changes: Changes, i32: Int32Array, column: number, alike: boolean): void {
	i32[changes.whole + changes.wholeColumns++] = 2 * column + (alike ? 1 : 0);
}

/** A column of those that may have changed in all rows. */
export function wholeColumn({ whole }: Changes, i32: Int32Array, index: number): number {
	return (i32[whole + index] ?? 0) >> 1;
}

/** Whether all rows are known to be the same in that column. */
export function isAlike({ whole }: Changes, i32: Int32Array, index: number): boolean {
	return ((i32[whole + index] ?? 0) & 1) === 1;
}

/** How many columns are listed for a row; −1 where any entry may have changed. */
export function countOf(changes: Changes, i32: Int32Array, row: number): number {
	const count = i32[changes.counts + row] ?? 0;
	return count > changes.capacity ? -1 : count;
}
