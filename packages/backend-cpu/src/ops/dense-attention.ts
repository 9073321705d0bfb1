import { type AttentionHead, type AttentionOp, longestSequence, refuseTooLong } from '@alta-ts/tensor';
import type { HeadFacts } from '../kernels/kernels.js';
import { type Pass, type Preparation, placeOf, type Run } from '../runner.js';

/**
 * Begins heads that are computed densely: every query with every key in sight. Memory is linear in the length. All heads of a sequence come
 * before the next sequence, since their columns lie side by side.
 */
export function beginDenseHeads(op: AttentionOp, heads: readonly AttentionHead[], run: Run, preparation: Preparation): Pass {
	const starts = startsOf(op, run);
	const longest = longestSequence(starts);
	const bytes = heads.map((head) => preparation.kernels.attentionBytes(longest, widthOf(head.keyColumns), widthOf(head.valueColumns)));
	const scratch = heads.length === 0 ? 0 : run.scratch(Math.max(...bytes), `${op.label}, scores`);
	const calls = heads.map((head) => beginHead(op, head, run, preparation, longest, scratch));
	return () => {
		for (let sequence = 0; sequence + 1 < starts.length; sequence++) {
			const start = starts[sequence] ?? 0;
			const length = (starts[sequence + 1] ?? 0) - start;
			for (const call of calls) call(start, length);
		}
	};
}

/** What a head gathers over a sequence, from its first row on. */
type Attend = (start: number, length: number) => void;

function beginHead(
	op: AttentionOp,
	head: AttentionHead,
	run: Run,
	{ plan, kernels }: Preparation,
	longest: number,
	scratch: number,
): Attend {
	if (head.offsetBias !== undefined) refuseTooLong(longest, run.shape(head.offsetBias)[0] ?? 0, head.name, placeOf(plan, op.label));
	const facts = factsOf(op, head, run, longest);
	const keyFrom = 4 * head.keyColumns[0];
	const valueFrom = 4 * head.valueColumns[0];
	const [query, key] = [run.address(op.query) + keyFrom, run.address(op.key) + keyFrom];
	const [value, out] = [run.address(op.value) + valueFrom, run.address(op.out) + valueFrom];
	return (start, length) => {
		const keys = 4 * start * facts.keyStride;
		const values = 4 * start * facts.valueStride;
		const nullValue = nullAddress(head, run, value + values, facts.valueStride, length);
		kernels.attend(facts, { query: query + keys, key: key + keys, value: value + values, out: out + values, length, nullValue }, scratch);
	};
}

/** A copy of the row starts of the batch, which no step writes. */
function startsOf(op: AttentionOp, { memory, dims, address }: Run): Int32Array {
	const at = address(op.starts) / 4;
	return memory.i32.slice(at, at + dims.sequences + 1);
}

function factsOf(op: AttentionOp, head: AttentionHead, run: Run, longest: number): HeadFacts {
	const { offsets, kind, scale } = head;
	const [lowest, highest] = rangeOf(offsets);
	const listed = offsets !== undefined && 'length' in offsets;
	return {
		keyWidth: widthOf(head.keyColumns),
		keyStride: run.shape(op.key)[1] ?? 0,
		valueWidth: widthOf(head.valueColumns),
		valueStride: run.shape(op.value)[1] ?? 0,
		...{ scale, lowest, highest, kind },
		bias: listed ? listedBias(op, head, offsets, run, longest) : centreOf(head, run),
		logit: head.null?.logit,
	};
}

function widthOf([from, to]: AttentionHead['keyColumns']): number {
	return to - from;
}

function rangeOf(offsets: AttentionHead['offsets']): readonly [number, number] {
	if (offsets === undefined) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
	if ('length' in offsets) return [Math.min(...offsets), Math.max(...offsets)];
	return [offsets.from ?? Number.NEGATIVE_INFINITY, offsets.to ?? Number.POSITIVE_INFINITY];
}

/** The address of the bias of offset 0; 0 where the head has none. */
function centreOf({ offsetBias }: AttentionHead, run: Run): number {
	if (offsetBias === undefined) return 0;
	return run.address(offsetBias) + 4 * (((run.shape(offsetBias)[0] ?? 1) - 1) / 2);
}

/** A list of offsets as biases: −∞ where an offset is not listed, else what the head adds there. */
function listedBias(op: AttentionOp, head: AttentionHead, offsets: readonly number[], run: Run, longest: number): number {
	const reach = Math.max(longest, 1);
	const table = run.scratch(4 * (2 * reach - 1), `${op.label}, offsets of ${head.name}`);
	const centre = table + 4 * (reach - 1);
	const given = centreOf(head, run);
	const { f32 } = run.memory;
	f32.fill(Number.NEGATIVE_INFINITY, table / 4, table / 4 + 2 * reach - 1);
	for (const offset of offsets) {
		if (Math.abs(offset) < reach) f32[centre / 4 + offset] = given === 0 ? 0 : (f32[given / 4 + offset] ?? 0);
	}
	return centre;
}

function nullAddress(head: AttentionHead, run: Run, values: number, stride: number, length: number): number {
	const value = head.null?.value;
	if (value === undefined || value === 'zero') return 0;
	if ('vector' in value) return run.address(value.vector);
	return value.position < length ? values + 4 * value.position * stride : 0;
}
