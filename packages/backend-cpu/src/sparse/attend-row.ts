import { weigh } from '@alta-ts/tensor';
import { CROWDED, firstFrom } from './key-index.js';
import { negligible } from './negligible.js';
import type { SparseHead, Workroom } from './sparse-head.js';

/** A sequence of the batch. */
export interface Sequence {
	readonly number: number;
	readonly start: number;
	readonly length: number;
}

/** Lists the columns of a query that are not zero in the head's room. */
export function readQuery({ query, keyStride, width, room }: SparseHead, f32: Float32Array, row: number): void {
	const start = query + row * keyStride;
	const { columns } = room;
	let active = 0;
	for (let column = 0; column < width; column++) if (f32[start + column] !== 0) columns[active++] = column;
	room.active = active;
}

/** What the query at a position gets, before it is rounded: the head's `sums` are to be divided by what is returned. */
export function attendRow(head: SparseHead, f32: Float32Array, i32: Int32Array, sequence: Sequence, position: number): number {
	const { room, value, valueStride, valueWidth } = head;
	const { keys, scores, sums } = room;
	const count = findKeys(head, f32, i32, sequence, position);
	const { nullWeight, divisor } = weigh(head.head, scores, count);
	sums.fill(0, 0, valueWidth);
	for (let each = 0; each < count; each++) {
		const weight = scores[each] ?? 0;
		if (weight !== 0) addScaled(sums, valueWidth, weight, f32, value + (sequence.start + (keys[each] ?? 0)) * valueStride);
	}
	if (nullWeight !== 0) addNull(head, nullWeight, f32, sequence);
	return divisor;
}

function addScaled(sums: Float64Array, width: number, factor: number, f32: Float32Array, place: number): void {
	for (let column = 0; column < width; column++) sums[column] = (sums[column] ?? 0) + factor * (f32[place + column] ?? 0);
}

function addNull(
	{ head, nullVector, room, value, valueStride, valueWidth }: SparseHead,
	weight: number,
	f32: Float32Array,
	sequence: Sequence,
): void {
	const nullValue = head.null?.value;
	if (nullVector !== undefined) addScaled(room.sums, valueWidth, weight, f32, nullVector);
	else if (typeof nullValue === 'object' && 'position' in nullValue && nullValue.position < sequence.length)
		addScaled(room.sums, valueWidth, weight, f32, value + (sequence.start + nullValue.position) * valueStride);
}

/** Lists the keys that the query sees and that can have weight, with their scores, and returns how many there are. */
function findKeys(head: SparseHead, f32: Float32Array, i32: Int32Array, sequence: Sequence, position: number): number {
	const { offsets, index } = head;
	if (offsets !== undefined) {
		let count = 0;
		for (const offset of offsets) {
			const key = position + offset;
			if (key >= 0 && key < sequence.length) count = take(head, f32, position, key, dot(head, f32, sequence.start, position, key), count);
		}
		return count;
	}
	const first = Math.max(0, position + head.first);
	const last = Math.min(sequence.length - 1, position + head.last);
	if (index.states[sequence.number] !== CROWDED) return findMatches(head, f32, i32, sequence, position, first, last);
	let count = 0;
	for (let key = first; key <= last; key++) count = take(head, f32, position, key, dot(head, f32, sequence.start, position, key), count);
	return count;
}

/** A number that no key has been marked with. */
function nextQuery(room: Workroom): number {
	if (room.query === 2 ** 31 - 1) {
		room.met.fill(0);
		room.query = 0;
	}
	return ++room.query;
}

/** Query times key, in double precision, over the query's active columns. */
function dot({ query, key, keyStride, room }: SparseHead, f32: Float32Array, start: number, position: number, other: number): number {
	const { columns, active } = room;
	const row = query + (start + position) * keyStride;
	const keyRow = key + (start + other) * keyStride;
	let sum = 0;
	for (let each = 0; each < active; each++) {
		const column = columns[each] ?? 0;
		sum += (f32[row + column] ?? 0) * (f32[keyRow + column] ?? 0);
	}
	return sum;
}

/** Adds a key with its score to the list, unless it is not visible; returns how many there are then. */
function take({ head, bias, room }: SparseHead, f32: Float32Array, position: number, key: number, product: number, count: number): number {
	let score = product * head.scale;
	if (bias !== undefined) score += f32[bias.middle + key - position] ?? 0;
	if (score === Number.NEGATIVE_INFINITY) return count;
	room.keys[count] = key;
	room.scores[count] = score;
	return count + 1;
}

/** As `findKeys`, by the lists of keys that share an active column with the query. All others have the product 0. */
function findMatches(
	head: SparseHead,
	f32: Float32Array,
	i32: Int32Array,
	sequence: Sequence,
	position: number,
	first: number,
	last: number,
): number {
	const { room, index, query, key, keyStride } = head;
	const { keys, scores, products, met, columns } = room;
	const visible = Math.max(0, last - first + 1);
	const row = query + (sequence.start + position) * keyStride;
	const keyStart = key + sequence.start * keyStride;
	const starts = index.starts + sequence.number * (index.width + 1);
	const positions = index.positions + sequence.start * index.perRow;
	const whole = visible === sequence.length;
	const mark = nextQuery(room);
	let count = 0;
	for (let each = 0; each < room.active; each++) {
		const column = columns[each] ?? 0;
		const factor = f32[row + column] ?? 0;
		const end = positions + (i32[starts + column + 1] ?? 0);
		let entry = positions + (i32[starts + column] ?? 0);
		if (!whole) entry = firstFrom(i32, entry, end, first);
		for (; entry < end; entry++) {
			const other = i32[entry] ?? 0;
			if (other > last) break;
			const product = factor * (f32[keyStart + other * keyStride + column] ?? 0);
			if (met[other] === mark) products[other] = (products[other] ?? 0) + product;
			else {
				met[other] = mark;
				products[other] = product;
				keys[count++] = other;
			}
		}
	}
	if (room.active > 1) keys.subarray(0, count).sort();
	const matches = count;
	count = 0;
	for (let each = 0; each < matches; each++) {
		const other = keys[each] ?? 0;
		count = take(head, f32, position, other, products[other] ?? 0, count);
	}
	const largestValue = head.largestValue[sequence.number] ?? Number.POSITIVE_INFINITY;
	if (matches === visible || negligible(head.head, head.bias?.largest ?? 0, largestValue, scores, count, visible - matches)) return count;
	count = 0;
	for (let other = first; other <= last; other++)
		count = take(head, f32, position, other, met[other] === mark ? (products[other] ?? 0) : 0, count);
	return count;
}
