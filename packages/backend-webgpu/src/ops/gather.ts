import { type GatherOp, outsideTableError } from '@alta-ts/tensor';
import { checkIndices, gatherDense, gatherSparse } from '../kernels/gather.js';
import type { Command, PreparedOp, Space } from '../run/command.js';
import { declaredShape, isOfFours } from './declared-shape.js';
import type { Preparation } from './preparation.js';
import { asHalves, byRows } from './sparse-forms.js';

/** A lookup. Indices that are inputs or constants are checked before a run; what only the device knows is checked by it. */
export function prepareGather(op: GatherOp, { plan, sparse, keep, dtype }: Preparation): PreparedOp {
	const matrix = sparse(op.table);
	const computed = Object.hasOwn(plan.buffers, op.indices);
	const starts = matrix && keep(`${op.table}, starts of rows`, () => byRows(matrix).starts);
	const entries =
		matrix &&
		(dtype === 'f16'
			? keep(`${op.table}, entries by rows, as f16`, () => asHalves(byRows(matrix).entries))
			: keep(`${op.table}, entries by rows`, () => byRows(matrix).entries));
	const aligned = matrix === undefined && isOfFours(declaredShape(plan, op.table)[1]);
	const kernel = matrix === undefined ? gatherDense(aligned) : gatherSparse;
	const check = (space: Space, indices: GPUBuffer, rows: number): Command => {
		const [tableEntries = 0] = space.shape(op.table);
		const where = [`plan ${plan.name}`, `step ${op.label}`];
		const { buffer, number } = space.fault((row, index) => outsideTableError(where, row, index | 0, tableEntries));
		return {
			kind: 'dispatch',
			label: `${op.label}: indices`,
			kernel: checkIndices,
			params: { rows, entries: tableEntries, number },
			buffers: { indices, fault: buffer },
			work: rows === 0 ? 0 : 1,
		};
	};
	return {
		kernels: computed ? [kernel, checkIndices] : [kernel],
		commands: (space) => {
			const [rows = 0, width = 0] = space.shape(op.out);
			const columns = aligned ? width / 4 : width;
			const indices = space.buffer(op.indices);
			const table = starts === undefined || entries === undefined ? { table: space.buffer(op.table) } : { starts, entries };
			return [
				...(computed ? [check(space, indices, rows)] : []),
				{
					kind: 'dispatch',
					label: op.label,
					kernel,
					params: { rows, columns },
					buffers: { ...table, indices, out: space.buffer(op.out) },
					work: matrix === undefined ? rows * columns : rows,
				},
			];
		},
	};
}
