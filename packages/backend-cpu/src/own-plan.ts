import { isSparse, type Plan, type SparseMatrix, type Tensor, withoutConstants } from '@alta-ts/tensor';

/** A copy of a whole plan. */
export function ownPlan(plan: Plan): Plan {
	const constants: Record<string, Tensor | SparseMatrix> = {};
	for (const [name, constant] of Object.entries(plan.constants))
		constants[name] = isSparse(constant) ? copySparse(constant) : copyDense(constant);
	return { ...withoutConstants(plan), constants };
}

/** A copy of a sparse matrix. */
export function copySparse({ dtype, shape, rowStarts, columns, values }: SparseMatrix): SparseMatrix {
	return { dtype, shape: [shape[0], shape[1]], rowStarts: rowStarts.slice(), columns: columns.slice(), values: values.slice() };
}

function copyDense({ dtype, shape, data }: Tensor): Tensor {
	return { dtype, shape: [...shape], data: data.slice() };
}
