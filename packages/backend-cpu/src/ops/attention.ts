import type { AttentionOp } from '@alta-ts/tensor';
import type { Preparation, Runner } from '../runner.js';
import { prepareSparseAttention } from '../sparse/attention.js';

/** Multi-head attention. */
export function prepareAttention(op: AttentionOp, preparation: Preparation): Runner {
	return prepareSparseAttention(op, op.heads, preparation);
}
