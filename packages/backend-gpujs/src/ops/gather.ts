import { type BufferRef, type GatherOp, outsideTableError, type SparseMatrix } from '@alta-ts/tensor';
import { gatherDense, gatherSparse } from '../kernels/gather.js';
import { floatsOf, integersOf, launch, type Run, type Runner, sizesOf, tensorOf, write } from '../run/run.js';
import { byRows } from './sparse-forms.js';

/** Prepares a `gather`. */
export function prepareGather(op: GatherOp, sparse: ReadonlyMap<BufferRef, SparseMatrix>): Runner {
	const table = sparse.get(op.table);
	if (table === undefined) {
		return async (run) => {
			const [entries, columns] = sizesOf(tensorOf(run, op.table));
			const indices = indicesOf(op, run, entries);
			const given = { table: floatsOf(run, op.table), indices, columns };
			write(run, op.out, await launch(run, op, gatherDense, indices.length * columns, given));
		};
	}
	const form = byRows(table);
	const [entries, columns] = table.shape;
	return async (run) => {
		const indices = indicesOf(op, run, entries);
		write(run, op.out, await launch(run, op, gatherSparse, indices.length * columns, { ...form, indices, columns }));
	};
}

/** The indices as kernels take them. They are all in the table, which has fewer than 2^24 entries, so f32 has them exactly. */
function indicesOf({ indices, label }: GatherOp, run: Run, entries: number): Float32Array {
	const found = integersOf(run, indices);
	const row = found.findIndex((index) => index < 0 || index >= entries);
	if (row !== -1) throw outsideTableError([`plan ${run.plan}`, `step ${label}`], row, found[row] ?? 0, entries);
	return Float32Array.from(found);
}
