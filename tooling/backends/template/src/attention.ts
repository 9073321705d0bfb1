import { type AttentionHead, type AttentionOp, longestSequence, refuseTooLong, type TensorData, visibleKeys, weigh } from '@alta-ts/tensor';
import { dense, type Run, rowOf } from './run.js';

/** Multi-head attention within each sequence. */
export function runAttention(op: AttentionOp, run: Run): void {
	const starts = dense(run, op.starts).data;
	dense(run, op.out).data.fill(0);
	for (const head of op.heads) {
		if (head.offsetBias !== undefined) {
			const where = [`plan ${run.plan}`, `step ${op.label}`];
			refuseTooLong(longestSequence(starts), dense(run, head.offsetBias).data.length, head.name, where);
		}
		for (let sequence = 0; sequence + 1 < starts.length; sequence++)
			attend(op, head, run, starts[sequence] ?? 0, starts[sequence + 1] ?? 0);
	}
}

/** One head on one sequence, rows `start` to `end`. */
function attend(op: AttentionOp, head: AttentionHead, run: Run, start: number, end: number): void {
	const bias = head.offsetBias === undefined ? undefined : dense(run, head.offsetBias).data;
	const see = visibleKeys(head.offsets);
	const [keys, scores] = [new Int32Array(end - start), new Float64Array(end - start)];
	const valueAt = (row: number): TensorData => rowOf(run, op.value, row, head.valueColumns);
	for (let row = start; row < end; row++) {
		const query = rowOf(run, op.query, row, head.keyColumns);
		let count = 0;
		for (const position of keys.slice(0, see(row - start, end - start, keys))) {
			const key = rowOf(run, op.key, start + position, head.keyColumns);
			let product = 0;
			for (const [column, entry] of query.entries()) product += entry * (key[column] ?? 0);
			const score = head.scale * product + (bias?.[start + position - row + (bias.length - 1) / 2] ?? 0);
			if (score === Number.NEGATIVE_INFINITY) continue;
			keys[count] = position;
			scores[count++] = score;
		}
		// Scores become weights: of the keys, and of the null key.
		const { nullWeight, divisor } = weigh(head, scores, count);
		const sums = new Float64Array(head.valueColumns[1] - head.valueColumns[0]);
		const add = (weight: number, value: TensorData | undefined): void => {
			if (weight !== 0) for (const [column, entry] of value?.entries() ?? []) sums[column] = (sums[column] ?? 0) + weight * entry;
		};
		for (let each = 0; each < count; each++) add(scores[each] ?? 0, valueAt(start + (keys[each] ?? 0)));
		add(
			nullWeight,
			nullValue(head, run, (position) => (start + position < end ? valueAt(start + position) : undefined)),
		);
		rowOf(run, op.out, row, head.valueColumns).set(sums.map((sum) => sum / divisor));
	}
}

function nullValue({ null: key }: AttentionHead, run: Run, at: (position: number) => TensorData | undefined): TensorData | undefined {
	if (key === undefined || key.value === 'zero') return undefined;
	return 'vector' in key.value ? dense(run, key.value.vector).data : at(key.value.position);
}
