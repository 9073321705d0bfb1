import { type AttentionHead, type AttentionOp, longestSequence, refuseTooLong } from '@alta-ts/tensor';
import type { Run } from '../runner.js';
import { type KeyIndex, takeKeyIndex } from './key-index.js';

/** Room that all heads of a step work in, one query at a time. */
export interface Workroom {
	/** The visible keys of a query that have a score, ascending, and their scores, then weights. */
	readonly keys: Int32Array;
	readonly scores: Float64Array;
	/** Products of query and key so far, for keys whose entry of `met` is `query`. */
	readonly products: Float64Array;
	readonly met: Int32Array;
	query: number;
	/** The columns of a query that are not zero, from the head's first, and how many there are. */
	readonly columns: Int32Array;
	active: number;
	readonly sums: Float64Array;
}

/** A head in one run. Places are in entries. */
export interface SparseHead {
	readonly head: AttentionHead;
	readonly width: number;
	readonly valueWidth: number;
	/** Where the head's first columns are in row 0. */
	readonly query: number;
	readonly key: number;
	readonly value: number;
	readonly out: number;
	readonly keyStride: number;
	readonly valueStride: number;
	/** Its offsets, ascending, if they are a list. */
	readonly offsets: readonly number[] | undefined;
	/** Else the first and the last offset it sees. */
	readonly first: number;
	readonly last: number;
	readonly bias: { readonly middle: number; readonly largest: number } | undefined;
	/** Whether two queries that are equal see the same keys with the same scores. */
	readonly uniform: boolean;
	readonly nullVector: number | undefined;
	readonly index: KeyIndex;
	/** The largest value of each sequence without its sign, or −1 where it is not known. */
	readonly largestValue: Float64Array;
	readonly room: Workroom;
}

/** Room for heads of an attention step on sequences of at most this length. */
export function makeWorkroom(op: AttentionOp, longest: number): Workroom {
	const widest = (range: (head: AttentionHead) => readonly [number, number]): number =>
		op.heads.reduce((most, head) => Math.max(most, range(head)[1] - range(head)[0]), 0);
	return {
		keys: new Int32Array(longest),
		scores: new Float64Array(longest),
		products: new Float64Array(longest),
		met: new Int32Array(longest),
		query: 0,
		columns: new Int32Array(widest((head) => head.keyColumns)),
		active: 0,
		sums: new Float64Array(widest((head) => head.valueColumns)),
	};
}

/**
 * Finds the numbers of a head in a run.
 *
 * @throws ALTA5027 when a sequence is longer than the head's offset bias covers.
 */
export function beginHead(
	op: AttentionOp,
	head: AttentionHead,
	run: Run,
	starts: Int32Array,
	room: Workroom,
	where: readonly string[],
): SparseHead {
	const { sequences } = run.dims;
	const [from, to] = head.keyColumns;
	const [valueFrom, valueTo] = head.valueColumns;
	const [rows = 0, keyStride = 0] = run.shape(op.key);
	const [, valueStride = 0] = run.shape(op.value);
	const { offsets } = head;
	const list = offsets !== undefined && 'length' in offsets ? [...new Set(offsets)].sort((a, b) => a - b) : undefined;
	const range = offsets !== undefined && !('length' in offsets) ? offsets : undefined;
	const { value: nullValue } = head.null ?? {};
	const place = (ref: string): number => run.address(ref) / 4;
	return {
		head,
		width: to - from,
		valueWidth: valueTo - valueFrom,
		query: place(op.query) + from,
		key: place(op.key) + from,
		value: place(op.value) + valueFrom,
		out: place(op.out) + valueFrom,
		keyStride,
		valueStride,
		offsets: list,
		first: range?.from ?? Number.NEGATIVE_INFINITY,
		last: range?.to ?? Number.POSITIVE_INFINITY,
		bias: head.offsetBias === undefined ? undefined : biasOf(head, head.offsetBias, run, starts, where),
		uniform: offsets === undefined && head.offsetBias === undefined,
		nullVector: typeof nullValue === 'object' && 'vector' in nullValue ? place(nullValue.vector) : undefined,
		index: takeKeyIndex(run, list === undefined ? to - from : 0, rows, sequences, `${op.label}, ${head.name}`),
		largestValue: new Float64Array(sequences).fill(-1),
		room,
	};
}

function biasOf(
	head: AttentionHead,
	ref: string,
	run: Run,
	starts: Int32Array,
	where: readonly string[],
): { middle: number; largest: number } {
	const [count = 0] = run.shape(ref);
	refuseTooLong(longestSequence(starts), count, head.name, where);
	const place = run.address(ref) / 4;
	let largest = Number.NEGATIVE_INFINITY;
	for (let index = 0; index < count; index++) largest = Math.max(largest, run.memory.f32[place + index] ?? 0);
	return { middle: place + (count - 1) / 2, largest };
}
