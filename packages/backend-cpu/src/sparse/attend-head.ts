import type { Memory } from '../memory/memory.js';
import { attendRow, readQuery, type Sequence } from './attend-row.js';
import { type Changes, noteChange } from './changes.js';
import type { DirtyRows } from './dirty-rows.js';
import { indexKeys, STALE } from './key-index.js';
import { type QueryGroups, representative } from './query-groups.js';
import type { SparseHead } from './sparse-head.js';

/** Fewer queries than this are not worth looking for equal ones. */
const FEW = 4;

/** Computes the dirty rows of a head anew, and marks them as clean. `to` learns what changes. */
export function attendHead(
	head: SparseHead,
	number: number,
	dirty: DirtyRows,
	groups: QueryGroups,
	{ f32, i32 }: Memory,
	to: Changes | undefined,
): void {
	const { rows, sequences, starts, whole, lists, marks, counts } = dirty;
	const flags = number * sequences;
	for (let each = 0; each < sequences; each++) {
		if (whole[flags + each] !== 1) continue;
		const sequence = sequenceAt(starts, each);
		const shared = beginSequence(head, sequence, sequence.length, groups, f32, i32);
		for (let position = 0; position < sequence.length; position++) update(head, f32, i32, sequence, position, shared, to);
	}
	const list = lists + number * rows;
	const count = counts[number] ?? 0;
	let sequence: Sequence | undefined;
	let shared: QueryGroups | undefined;
	for (let each = 0; each < count; each++) {
		const row = i32[list + each] ?? 0;
		i32[marks + number * rows + row] = 0;
		const its = i32[dirty.sequenceOf + row] ?? 0;
		if (whole[flags + its] === 1) continue;
		if (sequence?.number !== its) {
			sequence = sequenceAt(starts, its);
			shared = beginSequence(head, sequence, count - each, groups, f32, i32);
		}
		update(head, f32, i32, sequence, row - sequence.start, shared, to);
	}
	counts[number] = 0;
	whole.fill(0, flags, flags + sequences);
}

function sequenceAt(starts: Int32Array, number: number): Sequence {
	const start = starts[number] ?? 0;
	return { number, start, length: (starts[number + 1] ?? 0) - start };
}

/** Brings what is known of a sequence's keys and values up to date. Returns room to find equal queries in, where that is of use. */
function beginSequence(
	head: SparseHead,
	{ number, start, length }: Sequence,
	queries: number,
	groups: QueryGroups,
	f32: Float32Array,
	i32: Int32Array,
): QueryGroups | undefined {
	const { index, key, keyStride, offsets, uniform, largestValue } = head;
	if (offsets === undefined) {
		if (index.states[number] === STALE) indexKeys(index, f32, i32, number, key + start * keyStride, keyStride, start, length);
		if (largestValue[number] === -1) largestValue[number] = largest(head, f32, start, length);
	}
	if (!uniform || queries < FEW) return undefined;
	groups.table.fill(0);
	return groups;
}

function largest({ value, valueStride, valueWidth }: SparseHead, f32: Float32Array, start: number, length: number): number {
	let most = 0;
	for (let position = 0; position < length; position++) {
		const row = value + (start + position) * valueStride;
		for (let column = 0; column < valueWidth; column++) most = Math.max(most, Math.abs(f32[row + column] ?? 0));
	}
	return most;
}

function update(
	head: SparseHead,
	f32: Float32Array,
	i32: Int32Array,
	sequence: Sequence,
	position: number,
	shared: QueryGroups | undefined,
	to: Changes | undefined,
): void {
	const { room, out, valueStride, valueWidth } = head;
	const row = sequence.start + position;
	readQuery(head, f32, row);
	const first = shared === undefined ? position : representative(shared, head, f32, i32, sequence.start, position);
	const divisor = first === position ? attendRow(head, f32, i32, sequence, position) : 1;
	const from = out + (sequence.start + first) * valueStride;
	const place = out + row * valueStride;
	for (let column = 0; column < valueWidth; column++) {
		const before = i32[place + column];
		f32[place + column] = first === position ? (room.sums[column] ?? 0) / divisor : (f32[from + column] ?? 0);
		if (to !== undefined && i32[place + column] !== before) noteChange(to, i32, row, head.head.valueColumns[0] + column);
	}
}
