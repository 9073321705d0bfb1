import type { AttentionHead, AttentionOp, DType, Tensor } from '@alta-ts/tensor';
import { visibleKeys } from '@alta-ts/tensor';
import { expGrowth, growth, tinyOf } from './rounding.js';

/** One key that a query sees: how it scores, how far the score may be off, and the magnitudes of its value. */
interface Pair {
	readonly score: number;
	readonly off: number;
	readonly value: readonly number[];
}

/**
 * How far each entry of an attention step may be off.
 *
 * A score of d products is off by δ = `growth(d + 3)` · (|scale| Σ|q·k| + |bias|), or by nothing where all products, or the
 * scale, are 0. What that does to a weight depends on the head:
 *
 * - `softmax`: the weight w = exp(score − largest) is off by the factor exp(δ + δ of the largest) from the scores, by one rounding of the
 *   difference, by `expGrowth`, and by a flush to zero, but never by more than 1, as no weight is larger. The total is off as its weights are.
 *   Whatever the weights are, the answer is between the least and the largest value.
 * - `relu`, `linear`: the weight is off by δ and one rounding. Where all weights may be zero, the null value may stand in.
 * - `hard`: nothing is off while one key is ahead by more than its δ and its rival's; else each rival's value may be copied instead.
 *
 * A sum over m keys is off by what its weights are, and by `growth(m + 3)` of the sum of magnitudes.
 */
export function attentionTolerance(op: AttentionOp, values: (ref: string) => Tensor, out: Tensor): Float64Array {
	const tolerance = new Float64Array(out.data.length);
	const starts = values(op.starts).data;
	const stride = out.shape[1] ?? 0;
	for (const head of op.heads) {
		for (let sequence = 0; sequence + 1 < starts.length; sequence++) {
			const start = starts[sequence] ?? 0;
			const length = (starts[sequence + 1] ?? 0) - start;
			const pairs = pairsOf(op, head, values, start, length);
			for (let position = 0; position < length; position++) {
				const bounds = rowTolerance(head, pairs(position), nullValue(op, head, values, start, length), out.dtype);
				tolerance.set(bounds, (start + position) * stride + head.valueColumns[0]);
			}
		}
	}
	return tolerance;
}

function pairsOf(
	op: AttentionOp,
	head: AttentionHead,
	values: (ref: string) => Tensor,
	start: number,
	length: number,
): (position: number) => readonly Pair[] {
	const query = values(op.query);
	const key = values(op.key);
	const bias = head.offsetBias === undefined ? undefined : values(head.offsetBias).data;
	const see = visibleKeys(head.offsets);
	const keys = new Int32Array(length);
	const stride = key.shape[1] ?? 0;
	const [from, to] = head.keyColumns;
	return (position) =>
		Array.from(keys.subarray(0, see(position, length, keys))).flatMap((keyPosition) => {
			const extra = bias === undefined ? 0 : (bias[keyPosition - position + (bias.length - 1) / 2] ?? 0);
			if (extra === Number.NEGATIVE_INFINITY) return [];
			let score = 0;
			let size = 0;
			for (let column = from; column < to; column++) {
				const term = (query.data[(start + position) * stride + column] ?? 0) * (key.data[(start + keyPosition) * stride + column] ?? 0);
				score += term;
				size += Math.abs(term);
			}
			const scaled = Math.abs(head.scale) * size;
			const rounded = scaled === 0 ? 0 : scaled + Math.abs(extra);
			const off = growth(key.dtype, to - from + 3) * rounded + tinyOf(key.dtype);
			return { score: head.scale * score + extra, off, value: magnitudes(values(op.value), start + keyPosition, head.valueColumns) };
		});
}

function magnitudes({ data, shape }: Tensor, row: number, [from, to]: readonly [number, number]): readonly number[] {
	const stride = shape[1] ?? 0;
	return Array.from(data.subarray(row * stride + from, row * stride + to), Math.abs);
}

function nullValue(
	op: AttentionOp,
	head: AttentionHead,
	values: (ref: string) => Tensor,
	start: number,
	length: number,
): readonly number[] {
	const { valueColumns } = head;
	const value = head.null?.value ?? 'zero';
	if (value !== 'zero' && 'vector' in value) return Array.from(values(value.vector).data, Math.abs);
	if (value === 'zero' || value.position >= length) return Array<number>(valueColumns[1] - valueColumns[0]).fill(0);
	return magnitudes(values(op.value), start + value.position, valueColumns);
}

function rowTolerance(head: AttentionHead, pairs: readonly Pair[], ofNull: readonly number[], dtype: DType): readonly number[] {
	if (pairs.length === 0) return ofNull.map(() => 0);
	if (head.kind === 'softmax') return softmaxRow(head, pairs, ofNull, dtype);
	if (head.kind === 'hard') return hardRow(head, pairs, ofNull);
	return differencesRow(head, pairs, ofNull, dtype);
}

function softmaxRow(head: AttentionHead, seen: readonly Pair[], ofNull: readonly number[], dtype: DType): readonly number[] {
	const pairs = head.null === undefined ? seen : [...seen, { score: head.null.logit, off: 0, value: ofNull }];
	const best = pairs.reduce((a, b) => (b.score > a.score ? b : a));
	const tiny = tinyOf(dtype);
	const weighed = pairs.map(({ score, off, value }) => {
		const below = score - best.score;
		const weight = Math.exp(below);
		const shift = off + best.off + growth(dtype, 1) * Math.abs(below);
		const spread = weight === 0 ? 0 : weight * (Math.expm1(shift) + expGrowth(dtype, below) * Math.exp(shift));
		return { weight, value, spread: Math.min(spread, 1) + tiny };
	});
	const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
	const ofAll = weighed.reduce((sum, { spread }) => sum + spread, 0);
	const sums = growth(dtype, pairs.length + 3);
	return ofNull.map((_, column) => {
		const size = weighed.reduce((sum, { weight, value }) => sum + weight * (value[column] ?? 0), 0);
		const off = weighed.reduce((sum, { spread, value }) => sum + spread * (value[column] ?? 0), 0);
		const most = weighed.reduce((largest, { value }) => Math.max(largest, value[column] ?? 0), 0);
		const atLeast = all - ofAll;
		const spread = atLeast > 0 ? (off + (size * ofAll) / all + sums * (size + off)) / atLeast : Number.POSITIVE_INFINITY;
		return Math.min(spread, 2 * most * (1 + sums)) + tiny;
	});
}

function hardRow(head: AttentionHead, pairs: readonly Pair[], ofNull: readonly number[]): readonly number[] {
	const best = pairs.reduce((a, b) => (b.score > a.score ? b : a));
	const logit = head.null?.logit;
	const winner = logit !== undefined && logit > best.score ? { score: logit, off: 0, value: ofNull } : best;
	const others = [...pairs, ...(logit === undefined ? [] : [{ score: logit, off: 0, value: ofNull }])];
	const rivals = others.filter((pair) => pair.score !== winner.score && pair.score + pair.off >= winner.score - winner.off);
	return ofNull.map((_, column) =>
		rivals.reduce((most, { value }) => Math.max(most, (value[column] ?? 0) + (winner.value[column] ?? 0)), 0),
	);
}

function differencesRow(head: AttentionHead, pairs: readonly Pair[], ofNull: readonly number[], dtype: DType): readonly number[] {
	const logit = head.null?.logit ?? 0;
	const sums = growth(dtype, pairs.length + 3);
	const weighed = pairs.map(({ score, off, value }) => {
		const difference = score - logit;
		const spread = off + growth(dtype, 1) * Math.abs(difference) + tinyOf(dtype);
		const clipped = head.kind === 'relu';
		return {
			weight: clipped ? Math.max(0, difference) : Math.abs(difference),
			value,
			spread: clipped && difference + spread <= 0 ? 0 : spread,
		};
	});
	const nearNothing = weighed.some(({ spread }) => spread > tinyOf(dtype)) && weighed.every(({ weight, spread }) => weight <= spread);
	return ofNull.map((instead, column) => {
		const size = weighed.reduce((sum, { weight, value }) => sum + weight * (value[column] ?? 0), 0);
		const off = weighed.reduce((sum, { spread, value }) => sum + spread * (value[column] ?? 0), 0);
		return off + sums * (size + off) + tinyOf(dtype) + (nearNothing ? instead : 0);
	});
}
