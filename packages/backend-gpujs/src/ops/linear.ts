import { isSparse, type LinearOp, type Plan } from '@alta-ts/tensor';
import { linearDense, linearSparse } from '../kernels/linear.js';
import { floatsOf, type Run, type Runner, sizesOf, tensorOf, write } from '../run/run.js';
import { byColumns } from './sparse-forms.js';

/** Prepares a `linear`. */
export function prepareLinear(op: LinearOp, plan: Plan): Runner {
	const weight = plan.constants[op.weight];
	const biasOf = (run: Run, columns: number): Float32Array => (op.bias === undefined ? new Float32Array(columns) : floatsOf(run, op.bias));
	if (weight === undefined || !isSparse(weight)) {
		const kernel = linearDense(op.activation);
		return async (run) => {
			const [rows] = sizesOf(tensorOf(run, op.x));
			const [inputs, columns] = sizesOf(tensorOf(run, op.weight));
			const given = { x: floatsOf(run, op.x), weight: floatsOf(run, op.weight), bias: biasOf(run, columns), inputs, columns };
			write(run, op.out, await run.device.run(kernel, rows * columns, given));
		};
	}
	const kernel = linearSparse(op.activation);
	const form = byColumns(weight);
	const [inputs, columns] = weight.shape;
	return async (run) => {
		const [rows] = sizesOf(tensorOf(run, op.x));
		const given = { ...form, x: floatsOf(run, op.x), bias: biasOf(run, columns), inputs, columns };
		write(run, op.out, await run.device.run(kernel, rows * columns, given));
	};
}
