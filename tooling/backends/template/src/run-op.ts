import {
	type AddOp,
	type ArgmaxOp,
	activations,
	type GatherOp,
	type HaltOp,
	isSparse,
	type LinearOp,
	type Op,
	outsideTableError,
	type SparseMatrix,
	type Tensor,
} from '@alta-ts/tensor';
import { runAttention } from './attention.js';
import { dense, type Run, rowOf } from './run.js';

/** Runs one op; its result is where the plan says. */
export function runOp(op: Op, run: Run): void {
	if (op.op === 'gather') gather(op, run);
	else if (op.op === 'linear') linear(op, run);
	else if (op.op === 'attention') runAttention(op, run);
	else if (op.op === 'add') add(op, run);
	else if (op.op === 'argmax') argmax(op, run);
	else if (op.op === 'halt') halt(op, run);
}

/** Row `row` of a matrix, dense or sparse, as the columns and values of what is in it. */
function eachEntry(matrix: Tensor | SparseMatrix, row: number, visit: (column: number, value: number) => void): void {
	const columns = matrix.shape[1] ?? 0;
	if (!isSparse(matrix)) for (let column = 0; column < columns; column++) visit(column, matrix.data[row * columns + column] ?? 0);
	else
		for (let entry = matrix.rowStarts[row] ?? 0; entry < (matrix.rowStarts[row + 1] ?? 0); entry++)
			visit(matrix.columns[entry] ?? 0, matrix.values[entry] ?? 0);
}

function gather(op: GatherOp, run: Run): void {
	const table = run.tensors.get(op.table) ?? dense(run, op.table);
	const [entries = 0] = table.shape;
	dense(run, op.out).data.fill(0);
	for (const [row, index] of dense(run, op.indices).data.entries()) {
		if (index < 0 || index >= entries) throw outsideTableError([`plan ${run.plan}`, `step ${op.label}`], row, index, entries);
		const out = rowOf(run, op.out, row);
		eachEntry(table, index, (column, value) => {
			out[column] = value;
		});
	}
}

function linear(op: LinearOp, run: Run): void {
	const weight = run.tensors.get(op.weight) ?? dense(run, op.weight);
	const [rows = 0] = dense(run, op.x).shape;
	const start = op.bias === undefined ? new Float64Array(weight.shape[1] ?? 0) : Float64Array.from(dense(run, op.bias).data);
	for (let row = 0; row < rows; row++) {
		const sums = start.slice();
		for (const [input, factor] of rowOf(run, op.x, row).entries()) {
			if (factor === 0) continue;
			eachEntry(weight, input, (column, value) => {
				sums[column] = (sums[column] ?? 0) + factor * value;
			});
		}
		rowOf(run, op.out, row).set(sums.map(activations[op.activation]));
	}
}

function add(op: AddOp, run: Run): void {
	const { data: a, shape } = dense(run, op.a);
	const sums = a.map((entry, index) => entry + (dense(run, op.b).data[index] ?? 0));
	if (op.unless !== undefined && op.starts !== undefined) {
		const starts = dense(run, op.starts).data;
		const columns = shape[1] ?? 0;
		for (const [sequence, flag] of dense(run, op.unless).data.entries()) {
			const from = (starts[sequence] ?? 0) * columns;
			if (flag !== 0) sums.set(a.subarray(from, (starts[sequence + 1] ?? 0) * columns), from);
		}
	}
	dense(run, op.out).data.set(sums);
}

function argmax(op: ArgmaxOp, run: Run): void {
	for (const row of dense(run, op.out).data.keys()) {
		const entries = Array.from(rowOf(run, op.x, row));
		const largest = entries.reduce((best, entry) => (entry > best || Number.isNaN(best) ? entry : best), Number.NaN);
		dense(run, op.out).data[row] = Math.max(0, entries.indexOf(largest));
	}
}

function halt(op: HaltOp, run: Run): void {
	const starts = dense(run, op.starts).data;
	const limits = dense(run, op.limits).data;
	const passes = dense(run, op.passes).data;
	const flags = dense(run, op.out).data;
	const tests = op.tests === undefined ? undefined : dense(run, op.tests);
	const columns = tests?.shape[1] ?? 0;
	for (const [sequence, flag] of flags.entries()) {
		if (flag !== 0) continue;
		passes[sequence] = (passes[sequence] ?? 0) + 1;
		const own = tests?.data.subarray((starts[sequence] ?? 0) * columns, (starts[sequence + 1] ?? 0) * columns);
		if (own?.every((entry) => entry > 0)) flags[sequence] = 1;
		else if ((passes[sequence] ?? 0) >= (limits[sequence] ?? 0)) flags[sequence] = 2;
	}
}
