import type { AttentionHead } from '../plan.js';
import { store } from '../round-to.js';
import { longestSequence, refuseTooLong } from '../run-errors.js';
import type { Tensor, TensorData } from '../tensor.js';
import { weigh } from './attention-weights.js';
import { rowLength } from './row-length.js';
import { visibleKeys } from './visible-keys.js';

/** The tensors of an attention step. */
export interface AttentionTensors {
	readonly query: Tensor;
	readonly key: Tensor;
	readonly value: Tensor;
	readonly starts: Tensor;
	readonly out: Tensor;
	/** A vector the heads name: an offset bias or a null value. */
	readonly vector: (ref: string) => Tensor;
}

/**
 * Multi-head attention within each sequence of a ragged batch.
 *
 * A score is `scale · Σ query·key + offset bias`, summed in double precision over the query's entries that are not zero. A visible key whose
 * score is −∞ (from a bias) counts as not visible. How scores become weights is told at {@link weigh}. Values of keys with weight zero are left
 * out of the sum. A null value at a position beyond the sequence is zero. The sum is rounded to the dtype of `out` once.
 *
 * @throws ALTA5027 when a sequence is longer than a head's offset bias covers.
 */
export function attention(heads: readonly AttentionHead[], tensors: AttentionTensors, where: readonly string[]): void {
	for (const head of heads) attendHead(head, tensors, where);
}

function attendHead(head: AttentionHead, tensors: AttentionTensors, where: readonly string[]): void {
	const { query, key, value, starts, out } = tensors;
	const bias = head.offsetBias === undefined ? undefined : tensors.vector(head.offsetBias).data;
	const [from, to] = head.keyColumns;
	const [valueFrom, valueTo] = head.valueColumns;
	const keyStride = rowLength(key);
	const valueStride = rowLength(value);
	const longest = longestSequence(starts.data);
	if (bias !== undefined) refuseTooLong(longest, bias.length, head.name, where);
	const see = visibleKeys(head.offsets);
	const keys = new Int32Array(longest);
	const scores = new Float64Array(longest);
	const columns = new Int32Array(to - from);
	const sums = new Float64Array(valueTo - valueFrom);

	for (let sequence = 0; sequence + 1 < starts.data.length; sequence++) {
		const start = starts.data[sequence] ?? 0;
		const length = (starts.data[sequence + 1] ?? 0) - start;
		for (let position = 0; position < length; position++) {
			const row = start + position;
			const seen = see(position, length, keys);
			const nonzero = nonzeroColumns(query.data, row * keyStride, from, to, columns);
			let count = 0;
			for (let each = 0; each < seen; each++) {
				const keyPosition = keys[each] ?? 0;
				const keyStart = (start + keyPosition) * keyStride;
				let score = 0;
				for (let index = 0; index < nonzero; index++) {
					const column = columns[index] ?? 0;
					score += (query.data[row * keyStride + column] ?? 0) * (key.data[keyStart + column] ?? 0);
				}
				score *= head.scale;
				if (bias !== undefined) score += bias[keyPosition - position + (bias.length - 1) / 2] ?? 0;
				if (score === Number.NEGATIVE_INFINITY) continue;
				keys[count] = keyPosition;
				scores[count++] = score;
			}
			const { nullWeight, divisor } = weigh(head, scores, count);
			sums.fill(0);
			for (let each = 0; each < count; each++) {
				const weight = scores[each] ?? 0;
				if (weight !== 0) addScaled(sums, weight, value.data, (start + (keys[each] ?? 0)) * valueStride + valueFrom);
			}
			if (nullWeight !== 0) addNullValue(sums, nullWeight, head, tensors, start, length);
			if (divisor !== 1) for (let column = 0; column < sums.length; column++) sums[column] = (sums[column] ?? 0) / divisor;
			store(out.dtype, sums, out.data, row * valueStride + valueFrom);
		}
	}
}

function nonzeroColumns(query: TensorData, start: number, from: number, to: number, columns: Int32Array): number {
	let count = 0;
	for (let column = from; column < to; column++) if (query[start + column] !== 0) columns[count++] = column;
	return count;
}

function addScaled(sums: Float64Array, factor: number, data: TensorData, start: number): void {
	for (let column = 0; column < sums.length; column++) sums[column] = (sums[column] ?? 0) + factor * (data[start + column] ?? 0);
}

function addNullValue(
	sums: Float64Array,
	weight: number,
	head: AttentionHead,
	tensors: AttentionTensors,
	start: number,
	length: number,
): void {
	const value = head.null?.value;
	if (value === undefined || value === 'zero') return;
	if ('vector' in value) addScaled(sums, weight, tensors.vector(value.vector).data, 0);
	else if (value.position < length) {
		addScaled(sums, weight, tensors.value.data, (start + value.position) * rowLength(tensors.value) + head.valueColumns[0]);
	}
}
