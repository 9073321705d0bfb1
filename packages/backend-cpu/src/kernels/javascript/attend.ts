import type { HeadFacts, HeadSequence } from '../kernels.js';
import { matmul, pack, packedEntries } from './matmul.js';

/** Queries whose scores are in memory together. */
const BLOCK = 16;

/** Room for packed keys, packed values and the scores of a block of queries, in entries. */
export function attentionEntries(length: number, keyWidth: number, valueWidth: number): number {
	return packedEntries(keyWidth, length) + packedEntries(length, valueWidth) + BLOCK * length;
}

/** What one head gathers over one sequence, block by block, with sums in double precision. Addresses are in bytes, `scratch` in entries. */
export function attend(f32: Float32Array, head: HeadFacts, sequence: HeadSequence, scratch: number): void {
	const { length } = sequence;
	const { keyWidth, keyStride, valueWidth, valueStride } = head;
	const packedKeys = scratch;
	const packedValues = packedKeys + packedEntries(keyWidth, length);
	const scores = packedValues + packedEntries(length, valueWidth);
	const out = sequence.out / 4;
	pack(f32, { at: sequence.key / 4, rowStride: 1, columnStride: keyStride }, keyWidth, length, packedKeys);
	pack(f32, { at: sequence.value / 4, rowStride: valueStride, columnStride: 1 }, length, valueWidth, packedValues);
	for (let first = 0; first < length; first += BLOCK) {
		const rows = Math.min(BLOCK, length - first);
		// The keys that the block sees, from the beginning of a panel on.
		const from = Math.min(length, Math.max(0, first + head.lowest)) & ~3;
		const to = Math.max(from, Math.min(length, first + rows + head.highest));
		const seen = to - from;
		const query = { x: sequence.query / 4 + first * keyStride, xStride: keyStride, rows, n: keyWidth };
		const keys = { packed: packedKeys + from * keyWidth, panelStride: 4 * keyWidth, m: seen };
		matmul(f32, { ...query, ...keys, bias: 0, out: scores, outStride: seen }, 'none');
		const shares: Shares[] = [];
		for (let row = 0; row < rows; row++) {
			const start = scores + row * seen;
			adjust(f32, head, start - from, first + row, from, to);
			shares.push(weigh(f32, head, start, start + seen));
		}
		const values = { packed: packedValues + 4 * from, panelStride: 4 * length, m: valueWidth };
		const sums = { out: out + first * valueStride, outStride: valueStride };
		matmul(f32, { x: scores, xStride: seen, rows, n: seen, ...values, bias: 0, ...sums }, 'none');
		for (const [row, share] of shares.entries()) settle(f32, share, sums.out + row * valueStride, valueWidth, sequence.nullValue / 4);
	}
}

/** Scales the scores of a query, adds its biases, and hides the keys it does not see. `scores` is where that of key 0 would be. */
function adjust(
	f32: Float32Array,
	{ scale, bias, lowest, highest }: HeadFacts,
	scores: number,
	position: number,
	from: number,
	to: number,
): void {
	const biases = bias / 4 - position;
	for (let key = from; key < to; key++) {
		const visible = key >= position + lowest && key <= position + highest;
		const score = (f32[scores + key] ?? 0) * scale;
		const shift = bias === 0 ? 0 : (f32[biases + key] ?? 0);
		f32[scores + key] = visible ? score + shift : Number.NEGATIVE_INFINITY;
	}
}

interface Shares {
	readonly nullWeight: number;
	readonly divisor: number;
}

/** Makes weights of scores, in place. A score of −∞ is that of a hidden key. */
function weigh(f32: Float32Array, { kind, logit }: HeadFacts, from: number, to: number): Shares {
	if (kind === 'softmax') return weighSoftmax(f32, from, to, logit);
	if (kind === 'hard') return weighHard(f32, from, to, logit);
	let any = false;
	for (let at = from; at < to; at++) {
		const value = f32[at] ?? 0;
		const difference = value === Number.NEGATIVE_INFINITY ? 0 : value - (logit ?? 0);
		const weight = kind === 'relu' ? Math.max(0, difference) : difference;
		f32[at] = weight;
		any ||= weight !== 0;
	}
	return { nullWeight: any ? 0 : 1, divisor: 1 };
}

function weighSoftmax(f32: Float32Array, from: number, to: number, logit: number | undefined): Shares {
	let largest = logit ?? Number.NEGATIVE_INFINITY;
	for (let at = from; at < to; at++) largest = Math.max(largest, f32[at] ?? 0);
	if (largest === Number.NEGATIVE_INFINITY) {
		f32.fill(0, from, to);
		return { nullWeight: 0, divisor: 1 };
	}
	const nullWeight = logit === undefined ? 0 : Math.exp(logit - largest);
	let divisor = nullWeight;
	for (let at = from; at < to; at++) {
		const weight = Math.fround(Math.exp((f32[at] ?? 0) - largest));
		f32[at] = weight;
		divisor += weight;
	}
	return { nullWeight, divisor };
}

function weighHard(f32: Float32Array, from: number, to: number, logit: number | undefined): Shares {
	let best = -1;
	let largest = Number.NEGATIVE_INFINITY;
	for (let at = from; at < to; at++) {
		const value = f32[at] ?? 0;
		if (value > largest) {
			largest = value;
			best = at;
		}
	}
	const nullWins = best === -1 || (logit !== undefined && logit > largest);
	f32.fill(0, from, to);
	if (!nullWins) f32[best] = 1;
	return { nullWeight: nullWins ? 1 : 0, divisor: 1 };
}

/** out = (out + null weight · null value) / divisor. A value of weight 0, or at 0, is not looked at. */
function settle(f32: Float32Array, { nullWeight, divisor }: Shares, out: number, width: number, nullValue: number): void {
	const weight = nullValue === 0 ? 0 : nullWeight;
	if (weight === 0 && divisor === 1) return;
	for (let column = 0; column < width; column++) {
		const added = weight === 0 ? 0 : weight * (f32[nullValue + column] ?? 0);
		f32[out + column] = ((f32[out + column] ?? 0) + added) / divisor;
	}
}
