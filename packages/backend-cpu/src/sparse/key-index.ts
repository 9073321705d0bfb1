import type { Run } from '../runner.js';

/** The keys of a head by their active columns: for each sequence and column the positions whose key is not zero there, ascending. */
export interface KeyIndex {
	readonly width: number;
	/** Where the starts of the columns' lists are, `width + 1` for each sequence; in entries of `i32`. */
	readonly starts: number;
	/** Where the positions are, `perRow` for each row. */
	readonly positions: number;
	readonly perRow: number;
	/** What is known of each sequence. */
	readonly states: Uint8Array;
}

/** Keys have changed since they were indexed, or never were. */
export const STALE = 0;
/** The index is up to date. */
const INDEXED = 1;
/** So many entries are active that an index would save nothing. */
export const CROWDED = 2;

/** How many active entries of a key are worth an index. */
const MOST_ACTIVE = 8;

/** Room for an index of keys of this width. */
export function takeKeyIndex(run: Run, width: number, rows: number, sequences: number, label: string): KeyIndex {
	const perRow = Math.min(width, MOST_ACTIVE);
	const starts = run.scratch(4 * (sequences * (width + 1) + rows * perRow), `${label}, index of keys`) / 4;
	return { width, starts, positions: starts + sequences * (width + 1), perRow, states: new Uint8Array(sequences) };
}

/**
 * Indexes the keys of a sequence.
 *
 * @param key where the head's columns of the sequence's first row are.
 * @param start the sequence's first row.
 */
export function indexKeys(
	index: KeyIndex,
	f32: Float32Array,
	i32: Int32Array,
	sequence: number,
	key: number,
	stride: number,
	start: number,
	length: number,
): void {
	const { width, perRow } = index;
	const starts = index.starts + sequence * (width + 1);
	const positions = index.positions + start * perRow;
	i32.fill(0, starts, starts + width + 1);
	let total = 0;
	for (let position = 0; position < length; position++) {
		const row = key + position * stride;
		for (let column = 0; column < width; column++) {
			if (f32[row + column] === 0) continue;
			i32[starts + column] = (i32[starts + column] ?? 0) + 1;
			total++;
		}
	}
	if (total > perRow * length) {
		index.states[sequence] = CROWDED;
		return;
	}
	for (let column = 0, next = 0; column <= width; column++) {
		const count = i32[starts + column] ?? 0;
		i32[starts + column] = next;
		next += count;
	}
	// Each start moves to its end while positions are filled in, which is the start of the next column: so they are moved back afterwards.
	for (let position = 0; position < length; position++) {
		const row = key + position * stride;
		for (let column = 0; column < width; column++) {
			if (f32[row + column] === 0) continue;
			const place = i32[starts + column] ?? 0;
			i32[positions + place] = position;
			i32[starts + column] = place + 1;
		}
	}
	i32.copyWithin(starts + 1, starts, starts + width);
	i32[starts] = 0;
	index.states[sequence] = INDEXED;
}

/** The first index from `from` on whose position is at least `least`, up to `to`; positions ascend. */
export function firstFrom(i32: Int32Array, from: number, to: number, least: number): number {
	let low = from;
	let high = to;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((i32[middle] ?? 0) < least) low = middle + 1;
		else high = middle;
	}
	return low;
}
