import type { Run } from '../runner.js';
import { areMany, type Changes, countOf, wholeColumn } from './changes.js';

/**
 * The entries of a buffer that are not zero: columns that are active in many rows, and row by row the columns of all others, in no order.
 * Places are in entries of `i32`.
 */
export interface ActiveEntries {
	/** Where the buffer is. */
	readonly place: number;
	readonly rows: number;
	readonly columns: number;
	/** Where the counts of all rows begin. */
	readonly counts: number;
	/** Where the columns begin, as many for each row as it has. */
	readonly lists: number;
	/** Where a bit for each entry tells whether it is listed, `words` words for each row. */
	readonly listed: number;
	readonly words: number;
	/** The columns that are active in many rows, of which `wholeCount` are listed; entries of these are not listed by row. */
	readonly whole: Int32Array;
	wholeCount: number;
	/** 1 for each of those columns. */
	readonly isWhole: Uint8Array;
}

/** Room for the active entries of a buffer. */
export function takeActiveEntries(run: Run, ref: string): ActiveEntries {
	const [rows = 0, columns = 0] = run.shape(ref);
	const words = Math.ceil(columns / 32);
	const counts = run.scratch(4 * rows * (1 + columns + words), `${ref}, active entries`) / 4;
	return {
		place: run.address(ref) / 4,
		rows,
		columns,
		counts,
		lists: counts + rows,
		listed: counts + rows * (1 + columns),
		words,
		whole: new Int32Array(columns),
		wholeCount: 0,
		isWhole: new Uint8Array(columns),
	};
}

/** Lists all that is active. */
export function listActiveEntries(active: ActiveEntries, i32: Int32Array): void {
	for (let column = 0; column < active.columns; column++) if (isActiveInMany(active, i32, column)) listColumn(active, column);
	for (let row = 0; row < active.rows; row++) listRow(active, i32, row);
}

/** Lists what has become active. What no longer is stays listed until the one who goes through the lists leaves it out. */
export function updateActiveEntries(active: ActiveEntries, changes: Changes, i32: Int32Array): void {
	for (let index = 0; index < changes.wholeColumns; index++) {
		const column = wholeColumn(changes, i32, index);
		if (active.isWhole[column] === 0) listColumn(active, column);
	}
	for (let index = 0; index < changes.changedRows; index++) {
		const row = i32[changes.changed + index] ?? 0;
		const changed = countOf(changes, i32, row);
		if (changed === -1) listRow(active, i32, row);
		else for (let each = 0; each < changed; each++) list(active, i32, row, i32[changes.lists + row * changes.capacity + each] ?? 0);
	}
}

function listColumn(active: ActiveEntries, column: number): void {
	active.isWhole[column] = 1;
	active.whole[active.wholeCount++] = column;
}

function listRow(active: ActiveEntries, i32: Int32Array, row: number): void {
	for (let column = 0; column < active.columns; column++) list(active, i32, row, column);
}

function list(active: ActiveEntries, i32: Int32Array, row: number, column: number): void {
	const { place, columns, counts, lists, listed, words } = active;
	if (i32[place + row * columns + column] === 0 || active.isWhole[column] === 1) return;
	const word = listed + row * words + (column >> 5);
	const bit = 1 << (column & 31);
	const bits = i32[word] ?? 0;
	if ((bits & bit) !== 0) return;
	i32[word] = bits | bit;
	const count = i32[counts + row] ?? 0;
	i32[lists + row * columns + count] = column;
	i32[counts + row] = count + 1;
}

/** Takes the entry at an index of a row's list off it; the last one takes its place. */
export function unlist({ columns, counts, lists, listed, words }: ActiveEntries, i32: Int32Array, row: number, index: number): void {
	const start = lists + row * columns;
	const column = i32[start + index] ?? 0;
	const last = (i32[counts + row] ?? 0) - 1;
	i32[start + index] = i32[start + last] ?? 0;
	i32[counts + row] = last;
	const word = listed + row * words + (column >> 5);
	i32[word] = (i32[word] ?? 0) & ~(1 << (column & 31));
}

/** Takes the columns off the list that are no longer active in many rows, and lists their entries by row. */
export function unlistColumns(active: ActiveEntries, i32: Int32Array): void {
	const { rows, whole, isWhole } = active;
	for (let index = active.wholeCount - 1; index >= 0; index--) {
		const column = whole[index] ?? 0;
		if (isActiveInMany(active, i32, column)) continue;
		whole[index] = whole[--active.wholeCount] ?? 0;
		isWhole[column] = 0;
		for (let row = 0; row < rows; row++) list(active, i32, row, column);
	}
}

function isActiveInMany({ place, rows, columns }: ActiveEntries, i32: Int32Array, column: number): boolean {
	let count = 0;
	for (let row = 0, entry = place + column; row < rows; row++, entry += columns) if (i32[entry] !== 0) count++;
	return areMany(count, rows);
}
