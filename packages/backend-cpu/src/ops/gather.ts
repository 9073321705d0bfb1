import { type GatherOp, outsideTableError, type SparseMatrix } from '@alta-ts/tensor';
import { type Preparation, placeOf, type Run, type Runner } from '../runner.js';

/** out[r] = table[indices[r]]: rows are copied. */
export function prepareGather(op: GatherOp, preparation: Preparation): Runner {
	const where = placeOf(preparation.plan, op.label);
	const table = preparation.sparse(op.table);
	return {
		begin: (run) => {
			const [entries = 0, columns = 0] = table?.shape ?? run.shape(op.table);
			const copy = table === undefined ? denseRow(op, run, columns) : sparseRow(table, run.memory);
			const [rows = 0] = run.shape(op.indices);
			const indices = run.address(op.indices) / 4;
			const out = run.address(op.out) / 4;
			return () => {
				for (let row = 0; row < rows; row++) {
					const index = run.memory.i32[indices + row] ?? 0;
					if (index < 0 || index >= entries) throw outsideTableError(where, row, index, entries);
					copy(index, out + row * columns);
				}
			};
		},
	};
}

type CopyRow = (row: number, to: number) => void;

function denseRow(op: GatherOp, { memory, address }: Run, columns: number): CopyRow {
	const start = address(op.table) / 4;
	return (row, to) => memory.f32.copyWithin(to, start + row * columns, start + (row + 1) * columns);
}

function sparseRow(table: SparseMatrix, memory: Run['memory']): CopyRow {
	const { rowStarts, columns, values, shape } = table;
	return (row, to) => {
		const { f32 } = memory;
		f32.fill(0, to, to + shape[1]);
		const end = rowStarts[row + 1] ?? 0;
		for (let entry = rowStarts[row] ?? 0; entry < end; entry++) f32[to + (columns[entry] ?? 0)] = values[entry] ?? 0;
	};
}
