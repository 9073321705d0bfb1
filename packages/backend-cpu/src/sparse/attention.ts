import { type AttentionHead, type AttentionOp, longestSequence, refuseTooLong, visibleKeys } from '@alta-ts/tensor';
import { type Pass, type Preparation, placeOf, type Run, type Runner } from '../runner.js';
import { weigh } from './weigh.js';

/** Attention, query by query over the keys it sees: memory is linear in the length. Sums are in double precision, rounded once. */
export function prepareSparseAttention(op: AttentionOp, heads: readonly AttentionHead[], { plan }: Preparation): Runner {
	const where = placeOf(plan, op.label);
	return {
		begin: (run) => {
			const passes = heads.map((head) => beginHead(op, head, run, where));
			return () => {
				for (const pass of passes) pass();
			};
		},
	};
}

function beginHead(op: AttentionOp, head: AttentionHead, run: Run, where: readonly string[]): Pass {
	const { memory, dims } = run;
	const startsAt = run.address(op.starts) / 4;
	const starts = memory.i32.slice(startsAt, startsAt + dims.sequences + 1);
	const longest = longestSequence(starts);
	const biasAt = head.offsetBias === undefined ? undefined : run.address(head.offsetBias) / 4;
	const biases = head.offsetBias === undefined ? 0 : (run.shape(head.offsetBias)[0] ?? 0);
	if (biasAt !== undefined) refuseTooLong(longest, biases, head.name, where);
	const [from, to] = head.keyColumns;
	const [valueFrom, valueTo] = head.valueColumns;
	const [, keyStride = 0] = run.shape(op.key);
	const [, valueStride = 0] = run.shape(op.value);
	const query = run.address(op.query) / 4;
	const key = run.address(op.key) / 4;
	const value = run.address(op.value) / 4 + valueFrom;
	const out = run.address(op.out) / 4 + valueFrom;
	const see = visibleKeys(head.offsets);
	const nullValue = nullAddress(op, head, run);
	const keys = new Int32Array(longest);
	const scores = new Float64Array(longest);
	const columns = new Int32Array(to - from);
	const sums = new Float64Array(valueTo - valueFrom);

	const addScaled = (factor: number, at: number): void => {
		const { f32 } = memory;
		for (let column = 0; column < sums.length; column++) sums[column] = (sums[column] ?? 0) + factor * (f32[at + column] ?? 0);
	};

	const attend = (start: number, length: number, position: number): void => {
		const { f32 } = memory;
		const row = query + (start + position) * keyStride;
		let active = 0;
		for (let column = from; column < to; column++) if (f32[row + column] !== 0) columns[active++] = column;
		const seen = see(position, length, keys);
		let count = 0;
		for (let each = 0; each < seen; each++) {
			const keyPosition = keys[each] ?? 0;
			const keyRow = key + (start + keyPosition) * keyStride;
			let score = 0;
			for (let index = 0; index < active; index++) {
				const column = columns[index] ?? 0;
				score += (f32[row + column] ?? 0) * (f32[keyRow + column] ?? 0);
			}
			score *= head.scale;
			if (biasAt !== undefined) score += f32[biasAt + keyPosition - position + (biases - 1) / 2] ?? 0;
			if (score === Number.NEGATIVE_INFINITY) continue;
			keys[count] = keyPosition;
			scores[count++] = score;
		}
		const { nullWeight, divisor } = weigh(head, scores, count);
		sums.fill(0);
		for (let each = 0; each < count; each++) {
			const weight = scores[each] ?? 0;
			if (weight !== 0) addScaled(weight, value + (start + (keys[each] ?? 0)) * valueStride);
		}
		const nullAt = nullWeight === 0 ? undefined : nullValue(start, length);
		if (nullAt !== undefined) addScaled(nullWeight, nullAt);
		const at = out + (start + position) * valueStride;
		for (let column = 0; column < sums.length; column++) f32[at + column] = (sums[column] ?? 0) / divisor;
	};

	return () => {
		for (let sequence = 0; sequence < dims.sequences; sequence++) {
			const start = starts[sequence] ?? 0;
			const length = (starts[sequence + 1] ?? 0) - start;
			for (let position = 0; position < length; position++) attend(start, length, position);
		}
	};
}

/** Where the null value of a sequence is; undefined where it is zero. */
function nullAddress(op: AttentionOp, head: AttentionHead, run: Run): (start: number, length: number) => number | undefined {
	const value = head.null?.value;
	if (value === undefined || value === 'zero') return () => undefined;
	if ('vector' in value) {
		const at = run.address(value.vector) / 4;
		return () => at;
	}
	const [, stride = 0] = run.shape(op.value);
	const first = run.address(op.value) / 4 + head.valueColumns[0];
	return (start, length) => (value.position < length ? first + (start + value.position) * stride : undefined);
}
