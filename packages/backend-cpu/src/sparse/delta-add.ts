import type { AddOp } from '@alta-ts/tensor';
import { eachSequence } from '../ops/unless.js';
import type { Pass, Run } from '../runner.js';
import { type ActiveEntries, listActiveEntries, takeActiveEntries, unlist, unlistColumns, updateActiveEntries } from './active-entries.js';
import { type Changes, clearChanges, noteChange, noteColumn } from './changes.js';

/**
 * Adds b to a in place, at the cost of what is not zero in b.
 *
 * Adding +0 changes nothing but −0, so the result is that of a full evaluation, up to the sign of a zero that another step wrote to a. No step
 * gives another number for −0 than for +0.
 *
 * @param changed what changed in b since the step last ran.
 * @param to what it changes in a.
 */
export function beginDeltaAdd(op: AddOp, run: Run, changed: Changes, to: Changes): Pass {
	const [rows = 0, columns = 0] = run.shape(op.out);
	const out = run.address(op.out) / 4;
	const b = run.address(op.b) / 4;
	const active = takeActiveEntries(run, op.b);
	const { memory } = run;
	let first = true;

	const addAll = (from: number, end: number): void => {
		const { f32 } = memory;
		for (let entry = from * columns; entry < end * columns; entry++) f32[out + entry] = (f32[out + entry] ?? 0) + (f32[b + entry] ?? 0);
	};

	return () => {
		const { f32, i32 } = memory;
		if (first) listActiveEntries(active, i32);
		else updateActiveEntries(active, changed, i32);
		const seen = new Uint8Array(active.wholeCount);
		if (!first) clearChanges(to, i32);
		eachSequence(op, run, rows, (from, end, left) => {
			if (left) return;
			if (first) {
				addAll(from, end);
				return;
			}
			for (let index = 0; index < active.wholeCount; index++) {
				const column = active.whole[index] ?? 0;
				if (addColumn(active, f32, i32, out, from, end, column)) seen[index] = 1;
			}
			for (let row = from; row < end; row++) addRow(active, f32, i32, out, row, to);
		});
		for (let index = 0; index < active.wholeCount; index++) if (seen[index] === 1) noteColumn(to, i32, active.whole[index] ?? 0, false);
		unlistColumns(active, i32);
		first = false;
	};
}

/** Adds a column and returns whether anything changed. */
function addColumn(
	{ place, columns }: ActiveEntries,
	f32: Float32Array,
	i32: Int32Array,
	out: number,
	from: number,
	end: number,
	column: number,
): boolean {
	let changed = false;
	for (let row = from, entry = from * columns + column; row < end; row++, entry += columns) {
		const before = i32[out + entry];
		f32[out + entry] = (f32[out + entry] ?? 0) + (f32[place + entry] ?? 0);
		if (i32[out + entry] !== before) changed = true;
	}
	return changed;
}

function addRow(active: ActiveEntries, f32: Float32Array, i32: Int32Array, out: number, row: number, to: Changes): void {
	const { place, columns, counts, lists, isWhole } = active;
	const start = row * columns;
	for (let index = (i32[counts + row] ?? 0) - 1; index >= 0; index--) {
		const column = i32[lists + start + index] ?? 0;
		if (isWhole[column] === 1) {
			unlist(active, i32, row, index);
			continue;
		}
		const entry = start + column;
		const before = i32[out + entry];
		f32[out + entry] = (f32[out + entry] ?? 0) + (f32[place + entry] ?? 0);
		if (i32[out + entry] !== before) noteChange(to, i32, row, column);
		if (i32[place + entry] === 0) unlist(active, i32, row, index);
	}
}
