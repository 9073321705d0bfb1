import type { BufferRef, LinearOp, SparseMatrix } from '@alta-ts/tensor';
import { ACTIVATIONS } from '../kernels/activation.js';
import { linearDense, linearSparse } from '../kernels/linear.js';
import { floatsOf, launch, type Run, type Runner, sizesOf, tensorOf, write } from '../run/run.js';
import { byColumns } from './sparse-forms.js';

/** Prepares a `linear`. */
export function prepareLinear(op: LinearOp, sparse: ReadonlyMap<BufferRef, SparseMatrix>): Runner {
	const weight = sparse.get(op.weight);
	const activation = ACTIVATIONS[op.activation];
	const biasOf = (run: Run, columns: number): Float32Array => (op.bias === undefined ? new Float32Array(columns) : floatsOf(run, op.bias));
	if (weight === undefined) {
		return async (run) => {
			const [rows] = sizesOf(tensorOf(run, op.x));
			const [inputs, columns] = sizesOf(tensorOf(run, op.weight));
			const given = { x: floatsOf(run, op.x), weight: floatsOf(run, op.weight), bias: biasOf(run, columns), inputs, columns, activation };
			write(run, op.out, await launch(run, op, linearDense, rows * columns, given));
		};
	}
	const form = byColumns(weight);
	const [inputs, columns] = weight.shape;
	return async (run) => {
		const [rows] = sizesOf(tensorOf(run, op.x));
		const given = { ...form, x: floatsOf(run, op.x), bias: biasOf(run, columns), inputs, columns, activation };
		write(run, op.out, await launch(run, op, linearSparse, rows * columns, given));
	};
}
