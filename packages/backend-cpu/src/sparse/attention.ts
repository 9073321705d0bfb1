import { type AttentionHead, type AttentionOp, longestSequence } from '@alta-ts/tensor';
import { type Pass, type Preparation, placeOf, type Run, type Runner } from '../runner.js';
import { attendHead } from './attend-head.js';
import { type Changes, clearChanges } from './changes.js';
import { type DirtyRows, markAll, markKeys, markQueries, takeDirtyRows } from './dirty-rows.js';
import { makeQueryGroups } from './query-groups.js';
import { beginHead, makeWorkroom } from './sparse-head.js';

/** Attention at the cost of its matches: memory is linear in the length. Sums are in double precision, rounded once. */
export function prepareSparseAttention(op: AttentionOp, heads: readonly AttentionHead[], { plan }: Preparation): Runner {
	const where = placeOf(plan, op.label);
	return { begin: (run) => beginSparseAttention({ ...op, heads }, run, where) };
}

/** What is known of what changed since an attention step last ran, and what it changes itself. */
export interface AttentionChanges {
	readonly query: Changes;
	readonly key: Changes;
	readonly value: Changes;
	readonly out: Changes;
}

/**
 * Begins an attention step. With `changes` a pass only computes rows anew that a change reaches: those with another query, those that see a key
 * or a value that is another now.
 */
export function beginSparseAttention(op: AttentionOp, run: Run, where: readonly string[], changes?: AttentionChanges): Pass {
	const { memory, dims } = run;
	const place = run.address(op.starts) / 4;
	const starts = memory.i32.slice(place, place + dims.sequences + 1);
	const longest = longestSequence(starts);
	const room = makeWorkroom(op, longest);
	const groups = makeQueryGroups(longest);
	const heads = op.heads.map((head) => beginHead(op, head, run, starts, room, where));
	const dirty: DirtyRows = takeDirtyRows(op, run, starts, heads);
	const [rows = 0, columns = 0] = run.shape(op.out);
	const out = run.address(op.out) / 4;
	let first = true;
	return () => {
		const { f32, i32 } = memory;
		if (first || changes === undefined) markAll(dirty, heads);
		else {
			markQueries(dirty, changes.query, i32);
			markKeys(dirty, heads, changes.key, 'key', i32);
			markKeys(dirty, heads, changes.value, 'value', i32);
		}
		// Columns that belong to no head are zero.
		if (first || changes === undefined) f32.fill(0, out, out + rows * columns);
		if (changes !== undefined && !first) clearChanges(changes.out, i32);
		const to = first ? undefined : changes?.out;
		for (const [index, head] of heads.entries()) attendHead(head, index, dirty, groups, memory, to);
		first = false;
	};
}
