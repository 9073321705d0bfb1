import type { AttentionHead, AttentionOp, Plan, Step } from '@alta-ts/tensor';
import type { Pass, Preparation, Run, Runner } from '../runner.js';
import { prepareSparseAttention } from '../sparse/attention.js';
import { beginDenseHeads } from './dense-attention.js';

/**
 * Multi-head attention. The plan alone decides which heads are computed at the cost of their matches and which densely, so that a sequence
 * gives the same bits whatever it is in a batch with.
 */
export function prepareAttention(op: AttentionOp, preparation: Preparation): Runner {
	const dense = op.heads.filter((head) => isDense(op, head, preparation));
	const rest = op.heads.filter((head) => !dense.includes(head));
	const sparse = rest.length > 0 ? prepareSparseAttention(op, rest, preparation) : undefined;
	return {
		begin: (run) => {
			const before = sparse === undefined ? clearing(op, dense, run) : sparse.begin(run);
			const after = beginDenseHeads(op, dense, run, preparation);
			return () => {
				before();
				after();
			};
		},
	};
}

/** Narrower queries, and queries that see fewer keys, are no work for kernels. */
const LEAST = 6;

/** Whether the queries of a head may have many entries that are not zero: not where a sparse matrix made them. */
export function isDense(op: AttentionOp, { keyColumns: [from, to], offsets }: AttentionHead, { plan, sparse }: Preparation): boolean {
	if (to - from < LEAST || keysInSight(offsets) < LEAST) return false;
	return makersOf(plan.steps, op.query).every((step) => step.op !== 'linear' || sparse(step.weight) === undefined);
}

function keysInSight(offsets: AttentionHead['offsets']): number {
	if (offsets === undefined) return Number.POSITIVE_INFINITY;
	if ('length' in offsets) return offsets.length;
	return (offsets.to ?? Number.POSITIVE_INFINITY) - (offsets.from ?? Number.NEGATIVE_INFINITY) + 1;
}

/** The steps that write a buffer. */
function makersOf(steps: Plan['steps'], ref: string): readonly Step[] {
	return steps.flatMap((step) => (step.op === 'repeat' ? makersOf(step.steps, ref) : step.out === ref ? [step] : []));
}

/** Columns that belong to no head are zero. */
function clearing(op: AttentionOp, heads: readonly AttentionHead[], { shape, address, memory }: Run): Pass {
	const [rows = 0, columns = 0] = shape(op.out);
	const owned = heads.reduce((sum, { valueColumns: [from, to] }) => sum + to - from, 0);
	if (owned === columns) return () => {};
	const out = address(op.out) / 4;
	return () => memory.f32.fill(0, out, out + rows * columns);
}
