import type { HeadFacts, HeadSequence } from '../kernels.js';

/** Room for the scores of one query over sequences up to this length, in entries. */
export function attentionEntries(length: number): number {
	return length + (length % 2);
}

/** What one head gathers over one sequence, query by query, with sums in double precision. Addresses are in bytes. */
export function attend(f32: Float32Array, head: HeadFacts, sequence: HeadSequence, scratch: number): void {
	const { length } = sequence;
	const scores = scratch / 4;
	const sums = new Float64Array(head.valueWidth);
	for (let position = 0; position < length; position++) {
		const from = Math.min(length, Math.max(0, position + head.lowest));
		const to = Math.max(from, Math.min(length, position + head.highest + 1));
		score(f32, head, sequence, scores, position, from, to);
		const { nullWeight, divisor } = weigh(f32, head, scores + from, scores + to);
		gather(f32, head, sequence, scores, from, to, sums);
		if (nullWeight !== 0 && sequence.nullValue !== 0) {
			for (let column = 0; column < sums.length; column++) {
				sums[column] = (sums[column] ?? 0) + nullWeight * (f32[sequence.nullValue / 4 + column] ?? 0);
			}
		}
		const out = sequence.out / 4 + position * head.valueStride;
		for (let column = 0; column < sums.length; column++) f32[out + column] = (sums[column] ?? 0) / divisor;
	}
}

/** The scores of a query with the keys `from` to `to`, four keys at a time. */
function score(
	f32: Float32Array,
	{ keyWidth, keyStride, scale, bias }: HeadFacts,
	{ query, key }: HeadSequence,
	scores: number,
	position: number,
	from: number,
	to: number,
): void {
	const start = query / 4 + position * keyStride;
	const biases = bias / 4 - position;
	let each = from;
	for (; each + 4 <= to; each += 4) {
		const a = key / 4 + each * keyStride;
		const b = a + keyStride;
		const c = b + keyStride;
		const d = c + keyStride;
		let sa = 0;
		let sb = 0;
		let sc = 0;
		let sd = 0;
		for (let column = 0; column < keyWidth; column++) {
			const factor = f32[start + column] ?? 0;
			sa += factor * (f32[a + column] ?? 0);
			sb += factor * (f32[b + column] ?? 0);
			sc += factor * (f32[c + column] ?? 0);
			sd += factor * (f32[d + column] ?? 0);
		}
		f32[scores + each] = sa * scale;
		f32[scores + each + 1] = sb * scale;
		f32[scores + each + 2] = sc * scale;
		f32[scores + each + 3] = sd * scale;
	}
	for (; each < to; each++) {
		const at = key / 4 + each * keyStride;
		let sum = 0;
		for (let column = 0; column < keyWidth; column++) sum += (f32[start + column] ?? 0) * (f32[at + column] ?? 0);
		f32[scores + each] = sum * scale;
	}
	if (bias === 0) return;
	for (let index = from; index < to; index++) f32[scores + index] = (f32[scores + index] ?? 0) + (f32[biases + index] ?? 0);
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

/** The weighted sum of the values `from` to `to`. Values without weight are not looked at. */
function gather(
	f32: Float32Array,
	{ valueStride }: HeadFacts,
	{ value }: HeadSequence,
	weights: number,
	from: number,
	to: number,
	sums: Float64Array,
): void {
	sums.fill(0);
	for (let each = from; each < to; each++) {
		const weight = f32[weights + each] ?? 0;
		if (weight === 0) continue;
		const at = value / 4 + each * valueStride;
		for (let column = 0; column < sums.length; column++) sums[column] = (sums[column] ?? 0) + weight * (f32[at + column] ?? 0);
	}
}
