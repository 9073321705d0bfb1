import { type AttentionHead, type AttentionOp, longestSequence, refuseTooLong, type TensorData, visibleKeys } from '@alta-ts/tensor';
import { dense, type Run } from './run.js';

/** A key that a query sees, by its row, or the null key; its score, which becomes its weight; and its value, if that is not zero. */
interface Key {
	readonly value: TensorData | undefined;
	weight: number;
}

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
	const seen = new Int32Array(end - start);
	const valueAt = (row: number): TensorData => part(run, op.value, row, head.valueColumns);
	for (let row = start; row < end; row++) {
		const query = part(run, op.query, row, head.keyColumns);
		const keys: Key[] = [];
		for (const position of seen.subarray(0, see(row - start, end - start, seen))) {
			const key = part(run, op.key, start + position, head.keyColumns);
			let product = 0;
			for (const [column, entry] of query.entries()) product += entry * (key[column] ?? 0);
			const offset = start + position - row;
			const weight = head.scale * product + (bias?.[offset + (bias.length - 1) / 2] ?? 0);
			if (weight !== Number.NEGATIVE_INFINITY) keys.push({ value: valueAt(start + position), weight });
		}
		weigh(
			head,
			keys,
			nullValue(head, run, (position) => (position < end - start ? valueAt(start + position) : undefined)),
		);
		const out = part(run, op.out, row, head.valueColumns);
		for (const column of out.keys())
			out[column] = keys.reduce((sum, { value, weight }) => (weight === 0 ? sum : sum + weight * (value?.[column] ?? 0)), 0);
	}
}

/** Some columns of a row, in place. */
function part(run: Run, name: string, row: number, [from, to]: readonly [number, number]): TensorData {
	const { data, shape } = dense(run, name);
	const columns = shape[1] ?? 0;
	return data.subarray(row * columns + from, row * columns + to);
}

function nullValue({ null: key }: AttentionHead, run: Run, at: (position: number) => TensorData | undefined): TensorData | undefined {
	if (key === undefined || key.value === 'zero') return undefined;
	return 'vector' in key.value ? dense(run, key.value.vector).data : at(key.value.position);
}

/** Turns scores into weights, and puts the null key among the keys where it has weight. */
function weigh({ kind, null: nullKey }: AttentionHead, keys: Key[], value: TensorData | undefined): void {
	const logit = nullKey?.logit;
	if (kind === 'relu' || kind === 'linear') {
		for (const key of keys) key.weight = kind === 'relu' ? Math.max(0, key.weight - (logit ?? 0)) : key.weight - (logit ?? 0);
		if (keys.every(({ weight }) => weight === 0)) keys.push({ value, weight: 1 });
		return;
	}
	if (logit !== undefined) keys.push({ value, weight: logit });
	const largest = keys.reduce((best, { weight }) => Math.max(best, weight), Number.NEGATIVE_INFINITY);
	const winner = keys.findIndex(({ weight }) => weight === largest);
	for (const [index, key] of keys.entries()) key.weight = kind === 'hard' ? Number(index === winner) : Math.exp(key.weight - largest);
	const total = keys.reduce((sum, { weight }) => sum + weight, 0);
	for (const key of keys) key.weight /= total;
}
