import type { AttentionOp } from '@alta-ts/tensor';
import type { Run } from '../runner.js';
import { type Changes, countOf, wholeColumn } from './changes.js';
import { STALE } from './key-index.js';
import type { SparseHead } from './sparse-head.js';

/** Which rows of an attention step are to be computed anew, by head: some rows, or whole sequences. Places are in entries of `i32`. */
export interface DirtyRows {
	readonly rows: number;
	readonly sequences: number;
	/** Row starts of the batch. */
	readonly starts: Int32Array;
	/** Where the number of each row's sequence is. */
	readonly sequenceOf: number;
	/** For each column of query and key, and of value, the head it belongs to, or −1. */
	readonly headOfKey: Int32Array;
	readonly headOfValue: Int32Array;
	/** Where the rows of each head are listed, as many as there are, and where it is noted that they are. */
	readonly lists: number;
	readonly marks: number;
	readonly counts: Int32Array;
	/** 1 for each head and sequence of which all rows are dirty. */
	readonly whole: Uint8Array;
}

/** Room for the dirty rows of a step. */
export function takeDirtyRows(op: AttentionOp, run: Run, starts: Int32Array, heads: readonly SparseHead[]): DirtyRows {
	const { sequences } = run.dims;
	const [rows = 0, columns = 0] = run.shape(op.key);
	const [, valueColumns = 0] = run.shape(op.value);
	const place = run.scratch(4 * rows * (1 + 2 * heads.length), `${op.label}, dirty rows`) / 4;
	const { i32 } = run.memory;
	for (let sequence = 0; sequence < sequences; sequence++)
		i32.fill(sequence, place + (starts[sequence] ?? 0), place + (starts[sequence + 1] ?? 0));
	const headOf = (width: number, range: (head: SparseHead['head']) => readonly [number, number]): Int32Array => {
		const owner = new Int32Array(width).fill(-1);
		for (const [index, { head }] of heads.entries()) owner.fill(index, ...range(head));
		return owner;
	};
	return {
		rows,
		sequences,
		starts,
		sequenceOf: place,
		headOfKey: headOf(columns, (head) => head.keyColumns),
		headOfValue: headOf(valueColumns, (head) => head.valueColumns),
		lists: place + rows,
		marks: place + rows * (1 + heads.length),
		counts: new Int32Array(heads.length),
		whole: new Uint8Array(heads.length * sequences),
	};
}

/** Marks everything, and all that is known of keys and values as out of date. */
export function markAll(dirty: DirtyRows, heads: readonly SparseHead[]): void {
	dirty.whole.fill(1);
	for (const { index, largestValue } of heads) {
		index.states.fill(STALE);
		largestValue.fill(-1);
	}
}

/** Marks rows whose query changed. */
export function markQueries(dirty: DirtyRows, changes: Changes, i32: Int32Array): void {
	eachColumn(dirty.headOfKey, changes, i32, (head) => dirty.whole.fill(1, head * dirty.sequences, (head + 1) * dirty.sequences));
	eachChange(dirty.headOfKey, changes, i32, (row, head) => markRow(dirty, i32, head, row));
}

/** Marks what keys or values that changed reach: with a list of offsets the queries at those, else the whole sequence. */
export function markKeys(dirty: DirtyRows, heads: readonly SparseHead[], changes: Changes, part: 'key' | 'value', i32: Int32Array): void {
	const { starts, sequences, whole } = dirty;
	eachColumn(part === 'key' ? dirty.headOfKey : dirty.headOfValue, changes, i32, (number) => {
		whole.fill(1, number * sequences, (number + 1) * sequences);
		if (part === 'key') heads[number]?.index.states.fill(STALE);
		else heads[number]?.largestValue.fill(-1);
	});
	eachChange(part === 'key' ? dirty.headOfKey : dirty.headOfValue, changes, i32, (row, number) => {
		const head = heads[number];
		if (head === undefined) return;
		const sequence = i32[dirty.sequenceOf + row] ?? 0;
		if (part === 'key') head.index.states[sequence] = STALE;
		else head.largestValue[sequence] = -1;
		const start = starts[sequence] ?? 0;
		const nullValue = head.head.null?.value;
		const isNull = part === 'value' && typeof nullValue === 'object' && 'position' in nullValue && nullValue.position === row - start;
		if (head.offsets === undefined || isNull) {
			whole[number * sequences + sequence] = 1;
			return;
		}
		const end = starts[sequence + 1] ?? 0;
		for (const offset of head.offsets) {
			const query = row - offset;
			if (query >= start && query < end) markRow(dirty, i32, number, query);
		}
	});
}

function markRow({ rows, lists, marks, counts }: DirtyRows, i32: Int32Array, head: number, row: number): void {
	const place = head * rows + row;
	if (i32[marks + place] === 1) return;
	i32[marks + place] = 1;
	const count = counts[head] ?? 0;
	i32[lists + head * rows + count] = row;
	counts[head] = count + 1;
}

/** Calls `each` with the head of every column that may have changed in any row; it may be called several times with the same. */
function eachColumn(headOf: Int32Array, changes: Changes, i32: Int32Array, each: (head: number) => void): void {
	for (let index = 0; index < changes.wholeColumns; index++) {
		const head = headOf[wholeColumn(changes, i32, index)] ?? -1;
		if (head !== -1) each(head);
	}
}

/** Calls `each` with every row and head that has changes; it may be called several times with the same. */
function eachChange(headOf: Int32Array, changes: Changes, i32: Int32Array, each: (row: number, head: number) => void): void {
	for (let index = 0; index < changes.changedRows; index++) {
		const row = i32[changes.changed + index] ?? 0;
		const count = countOf(changes, i32, row);
		const columns = count === -1 ? headOf.length : count;
		const list = changes.lists + row * changes.capacity;
		let last = -1;
		for (let at = 0; at < columns; at++) {
			const head = headOf[count === -1 ? at : (i32[list + at] ?? 0)] ?? -1;
			if (head !== -1 && head !== last) each(row, head);
			last = head;
		}
	}
}
