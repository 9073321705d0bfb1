import type { Run } from '../runner.js';
import { areMany, type Changes, clearChanges, countOf, noteChange, noteColumn, takeChanges, wholeColumn } from './changes.js';

/** A buffer as it was when somebody last looked, and what has changed since. */
export interface Snapshot {
	/** Where the buffer is, in entries. */
	readonly place: number;
	/** Where the copy is, in entries. */
	readonly copy: number;
	/** What the steps that write the buffer changed when each of them last ran. */
	readonly writers: readonly Changes[];
	readonly changes: Changes;
}

/** Room for a snapshot of a buffer of this shape. */
export function takeSnapshot(run: Run, ref: string, writers: readonly Changes[]): Snapshot {
	const [rows = 0, columns = 0] = run.shape(ref);
	const copy = run.scratch(4 * rows * columns, `${ref}, as it was`) / 4;
	return { place: run.address(ref) / 4, copy, writers, changes: takeChanges(run, rows, columns, ref) };
}

/** Copies the buffer. */
export function beginSnapshot({ place, copy, changes }: Snapshot, i32: Int32Array): void {
	i32.copyWithin(copy, place, place + changes.rows * changes.columns);
}

/**
 * Finds what has changed, bit for bit, among what the writers say they have changed. An entry that several of them wrote is found once, because
 * the copy is corrected at once; an entry that was changed and changed back is not found.
 */
export function updateSnapshot(snapshot: Snapshot, i32: Int32Array): void {
	const { writers, changes } = snapshot;
	clearChanges(changes, i32);
	for (const writer of writers) {
		if (writer.all) {
			for (let row = 0; row < changes.rows; row++) compareRow(snapshot, i32, row);
			continue;
		}
		for (let index = 0; index < writer.wholeColumns; index++) compareColumn(snapshot, i32, wholeColumn(writer, i32, index));
		for (let index = 0; index < writer.changedRows; index++) {
			const row = i32[writer.changed + index] ?? 0;
			const count = countOf(writer, i32, row);
			if (count === -1) compareRow(snapshot, i32, row);
			else compareEntries(snapshot, i32, row, writer.lists + row * writer.capacity, count);
		}
	}
}

/** Finds what has changed in a column: it is noted as a whole where that is much. */
function compareColumn({ place, copy, changes }: Snapshot, i32: Int32Array, column: number): void {
	const { rows, columns } = changes;
	const first = i32[place + column] ?? 0;
	let changed = 0;
	let alike = true;
	for (let row = 0, entry = column; row < rows; row++, entry += columns) {
		const now = i32[place + entry] ?? 0;
		if (now !== first) alike = false;
		if (now !== i32[copy + entry]) changed++;
	}
	if (changed === 0) return;
	const many = areMany(changed, rows);
	if (many) noteColumn(changes, i32, column, alike);
	for (let row = 0, entry = column; row < rows; row++, entry += columns) {
		const now = i32[place + entry] ?? 0;
		if (now === i32[copy + entry]) continue;
		i32[copy + entry] = now;
		if (!many) noteChange(changes, i32, row, column);
	}
}

function compareRow({ place, copy, changes }: Snapshot, i32: Int32Array, row: number): void {
	const start = row * changes.columns;
	for (let column = 0; column < changes.columns; column++) {
		const now = i32[place + start + column] ?? 0;
		if (now === i32[copy + start + column]) continue;
		i32[copy + start + column] = now;
		noteChange(changes, i32, row, column);
	}
}

function compareEntries({ place, copy, changes }: Snapshot, i32: Int32Array, row: number, list: number, count: number): void {
	const start = row * changes.columns;
	for (let index = 0; index < count; index++) {
		const column = i32[list + index] ?? 0;
		const now = i32[place + start + column] ?? 0;
		if (now === i32[copy + start + column]) continue;
		i32[copy + start + column] = now;
		noteChange(changes, i32, row, column);
	}
}
