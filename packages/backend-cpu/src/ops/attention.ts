import type { AttentionHead, AttentionOp } from '@alta-ts/tensor';
import type { Pass, Preparation, Run, Runner } from '../runner.js';
import { prepareSparseAttention } from '../sparse/attention.js';
import { beginDenseHead } from './dense-attention.js';

/**
 * Multi-head attention. The first pass of a run decides for each head, by how many entries of its queries are not zero, whether it is computed
 * at the cost of its matches or densely.
 */
export function prepareAttention(op: AttentionOp, preparation: Preparation): Runner {
	return {
		begin: (run) => {
			let passes: readonly Pass[] | undefined;
			return () => {
				passes ??= choose(op, run, preparation);
				for (const pass of passes) pass();
			};
		},
	};
}

function choose(op: AttentionOp, run: Run, preparation: Preparation): readonly Pass[] {
	const dense = op.heads.filter((head) => isDense(op, head, run));
	const sparse = op.heads.filter((head) => !dense.includes(head));
	const rest = sparse.length > 0 ? prepareSparseAttention(op, sparse, preparation).begin(run) : clearing(op, dense, run);
	return [rest, ...dense.map((head) => beginDenseHead(op, head, run, preparation))];
}

/** From as many active entries a query on, the kernels of dense heads are faster. */
const DENSE_ENTRIES = 6;

/** Whether a head is computed densely, by the queries of this run. */
export function isDense(op: AttentionOp, { keyColumns: [from, to] }: AttentionHead, { shape, address, memory }: Run): boolean {
	const [rows = 0, columns = 0] = shape(op.query);
	const query = address(op.query) / 4;
	const { f32 } = memory;
	let active = 0;
	for (let row = 0; row < rows; row++) {
		for (let column = from; column < to; column++) if (f32[query + row * columns + column] !== 0) active++;
	}
	return active > 0 && active >= rows * Math.max(DENSE_ENTRIES, (to - from) / 4);
}

/** Columns that belong to no head are zero. */
function clearing(op: AttentionOp, heads: readonly AttentionHead[], { shape, address, memory }: Run): Pass {
	const [rows = 0, columns = 0] = shape(op.out);
	const owned = heads.reduce((sum, { valueColumns: [from, to] }) => sum + to - from, 0);
	if (owned === columns) return () => {};
	const out = address(op.out) / 4;
	return () => memory.f32.fill(0, out, out + rows * columns);
}
