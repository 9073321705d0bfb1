// One head over one sequence. Five queries at a time: their scores with all keys in sight (so memory is linear in the length), the weights of
// these, and the weighted sum of the values.

import { exp1, exp4, max4, sum4 } from './exp';
import { fiveRows, oneRow, packColumns } from './matmul';

const SOFTMAX = 0;
const HARD = 1;
const RELU = 2;

/** Packs keys as the columns of a matrix, in panels of eight; keys beyond the last are zero. */
function packKeys(key: usize, length: i32, width: i32, stride: usize, packed: usize): void {
	for (let first = 0; first < length; first += 8) {
		const count = min(8, length - first);
		const from = key + <usize>first * stride;
		if (count === 8) packPanel(from, width, stride, packed);
		else {
			memory.fill(packed, 0, (<usize>width) << 5);
			for (let lane = 0; lane < count; lane++) {
				const row = from + <usize>lane * stride;
				for (let column = 0; column < width; column++) {
					store<f32>(packed + ((<usize>column) << 5) + ((<usize>lane) << 2), load<f32>(row + ((<usize>column) << 2)));
				}
			}
		}
		packed += (<usize>width) << 5;
	}
}

/** Packs eight keys: squares of four by four are transposed in registers. */
function packPanel(from: usize, width: i32, stride: usize, packed: usize): void {
	const whole = width & ~3;
	for (let half: usize = 0; half < 2; half++) {
		const rows = from + half * 4 * stride;
		const to = packed + (half << 4);
		for (let column = 0; column < whole; column += 4) {
			const at = rows + ((<usize>column) << 2);
			const a = v128.load(at);
			const b = v128.load(at + stride);
			const c = v128.load(at + 2 * stride);
			const d = v128.load(at + 3 * stride);
			const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
			const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
			const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
			const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
			const out = to + ((<usize>column) << 5);
			v128.store(out, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
			v128.store(out, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 32);
			v128.store(out, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 64);
			v128.store(out, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 96);
		}
		for (let column = whole; column < width; column++) {
			const at = rows + ((<usize>column) << 2);
			for (let lane: usize = 0; lane < 4; lane++) {
				store<f32>(to + ((<usize>column) << 5) + (lane << 2), load<f32>(at + lane * stride));
			}
		}
	}
}

/** Scales the scores `from` to `to` of a query and adds its biases; `bias` is that of key 0. Keys outside of `low` to `high` are hidden. */
function adjust(scores: usize, from: i32, to: i32, low: i32, high: i32, scale: f32, bias: usize): void {
	const factor = f32x4.splat(scale);
	const end = scores + ((<usize>to) << 2);
	let at = scores + ((<usize>from) << 2);
	if (bias === 0) for (; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), factor));
	else {
		const shift = bias - scores;
		for (; at < end; at += 16) v128.store(at, f32x4.add(f32x4.mul(v128.load(at), factor), v128.load(at + shift)));
	}
	for (let key = from; key < min(low, to); key++) store<f32>(scores + ((<usize>key) << 2), -Infinity);
	for (let key = max(high, from); key < to; key++) store<f32>(scores + ((<usize>key) << 2), -Infinity);
}

/** Makes weights of scores. Writes the weight of the null key and the divisor of the sum to `shares`. */
function weigh(from: usize, end: usize, kind: i32, hasNull: i32, logit: f32, shares: usize): void {
	if (kind === SOFTMAX) weighSoftmax(from, end, hasNull, logit, shares);
	else if (kind === HARD) weighHard(from, end, hasNull, logit, shares);
	else weighDifference(from, end, kind === RELU, logit, shares);
}

function weighSoftmax(from: usize, end: usize, hasNull: i32, logit: f32, shares: usize): void {
	let largest4 = f32x4.splat(-Infinity);
	for (let at = from; at < end; at += 16) largest4 = f32x4.pmax(largest4, v128.load(at));
	let largest = max4(largest4);
	if (hasNull) largest = max(largest, logit);
	if (largest === -Infinity) {
		memory.fill(from, 0, end - from);
		store<f32>(shares, 0);
		store<f32>(shares, 1, 4);
		return;
	}
	const shift = f32x4.splat(largest);
	let total4 = f32x4.splat(0);
	for (let at = from; at < end; at += 16) {
		const weight = exp4(f32x4.sub(v128.load(at), shift));
		total4 = f32x4.add(total4, weight);
		v128.store(at, weight);
	}
	const nullWeight = hasNull ? exp1(logit - largest) : <f32>0;
	store<f32>(shares, nullWeight);
	store<f32>(shares, sum4(total4) + nullWeight, 4);
}

function weighHard(from: usize, end: usize, hasNull: i32, logit: f32, shares: usize): void {
	let best: usize = 0;
	let largest: f32 = -Infinity;
	for (let at = from; at < end; at += 4) {
		const score = load<f32>(at);
		if (score > largest) {
			largest = score;
			best = at;
		}
	}
	const nullWins = best === 0 || (hasNull && logit > largest);
	memory.fill(from, 0, end - from);
	if (!nullWins) store<f32>(best, 1);
	store<f32>(shares, nullWins ? 1 : 0);
	store<f32>(shares, 1, 4);
}

/** `logit` is 0 where there is no null key. */
function weighDifference(from: usize, end: usize, clip: bool, logit: f32, shares: usize): void {
	const level = f32x4.splat(logit);
	const hidden = f32x4.splat(-Infinity);
	let any = f32x4.splat(0);
	for (let at = from; at < end; at += 16) {
		const score = v128.load(at);
		let weight = f32x4.sub(score, level);
		if (clip) weight = f32x4.pmax(weight, f32x4.splat(0));
		weight = v128.and(weight, f32x4.ne(score, hidden));
		any = v128.or(any, f32x4.ne(weight, f32x4.splat(0)));
		v128.store(at, weight);
	}
	store<f32>(shares, v128.any_true(any) ? 0 : 1);
	store<f32>(shares, 1, 4);
}

/** out = (out + null weight · null value) / divisor, for the `width` columns of one query. */
function settle(out: usize, width: i32, shares: usize, nullValue: usize): void {
	const end = out + ((<usize>width) << 2);
	const nullWeight = nullValue === 0 ? <f32>0 : load<f32>(shares);
	const divisor = load<f32>(shares, 4);
	if (nullWeight === 0 && divisor === 1) return;
	// A value of weight 0 is not looked at.
	const shift: usize = nullWeight === 0 ? 0 : nullValue - out;
	for (; out + 16 <= end; out += 16) {
		const sum = f32x4.add(v128.load(out), f32x4.mul(f32x4.splat(nullWeight), v128.load(out + shift)));
		v128.store(out, f32x4.div(sum, f32x4.splat(divisor)));
	}
	for (; out < end; out += 4) store<f32>(out, (load<f32>(out) + nullWeight * load<f32>(out + shift)) / divisor);
}

/**
 * One head over one sequence. Query and key have `keyWidth` columns, value and out `valueWidth`; strides are in bytes. A query at i sees the keys
 * from i + lowest to i + highest. `bias` is the address of the bias of offset 0, or 0; a bias of −∞ hides. `nullValue` 0 is a value of zeros.
 * `scratch` has room for the packed keys, five rows of scores (as long as the keys, rounded up to eight), 64 bytes and the packed
 * values.
 */
export function attend(
	query: usize,
	key: usize,
	value: usize,
	out: usize,
	length: i32,
	keyWidth: i32,
	keyStride: usize,
	valueWidth: i32,
	valueStride: usize,
	scale: f32,
	lowest: i32,
	highest: i32,
	bias: usize,
	kind: i32,
	hasNull: i32,
	logit: f32,
	nullValue: usize,
	scratch: usize,
): void {
	const rowBytes = (<usize>((length + 7) & ~7)) << 2;
	const scores = scratch + rowBytes * <usize>keyWidth;
	const shares = scores + 5 * rowBytes;
	const packedValues = shares + 64;
	packKeys(key, length, keyWidth, keyStride, scratch);
	packColumns(value, length, valueWidth, valueStride, packedValues);
	// The last five queries may overlap with those before. Fewer than five go one by one.
	const count = length < 5 ? 1 : 5;
	for (let next = 0; next < length; next += count) {
		const first = min(next, length - count);
		const from = min(max(0, first + lowest), length) & ~7;
		const to = (min(length, max(from, first + count + highest)) + 7) & ~7;
		const queries = query + <usize>first * keyStride;
		for (let keys = from; keys < to; keys += 8) {
			const panel = scratch + ((<usize>keys) << 2) * <usize>keyWidth;
			const at = scores + ((<usize>keys) << 2);
			if (count === 5) fiveRows(queries, keyStride, keyWidth, panel, 0, 0, at, rowBytes, 8);
			else oneRow(queries, keyWidth, panel, 0, 0, at, 8);
		}
		for (let row = 0; row < count; row++) {
			const position = first + row;
			const own = scores + <usize>row * rowBytes;
			const ownBias: usize = bias === 0 ? 0 : bias - ((<usize>position) << 2);
			adjust(own, from, to, max(0, position + lowest), min(length, position + highest + 1), scale, ownBias);
			weigh(own + ((<usize>from) << 2), own + ((<usize>to) << 2), kind, hasNull, logit, shares + ((<usize>row) << 3));
		}
		const seen = min(to, length) - from;
		const weights = scores + ((<usize>from) << 2);
		const outs = out + <usize>first * valueStride;
		let panel = packedValues + ((<usize>from) << 5);
		for (let column = 0; column < valueWidth; column += 8) {
			const at = outs + ((<usize>column) << 2);
			const width = min(8, valueWidth - column);
			if (count === 5) fiveRows(weights, rowBytes, seen, panel, 0, 0, at, valueStride, width);
			else oneRow(weights, seen, panel, 0, 0, at, width);
			panel += (<usize>length) << 5;
		}
		for (let row = 0; row < count; row++) {
			settle(outs + <usize>row * valueStride, valueWidth, shares + ((<usize>row) << 3), nullValue);
		}
	}
}
