import type { DenseTensor, SparseBuilder } from '@alta-ts/model';
import { dataOf, sparseBuilder } from '@alta-ts/model';
import type { Context } from './context.js';

/** A weight matrix under construction. */
export function matrix(context: Context, rows: number, columns: number): SparseBuilder {
	return sparseBuilder(rows, columns, context.precision.dtype);
}

/** A bias vector, with one source for all entries or one for each. Zeros have none. */
export function vector(context: Context, values: readonly number[], source: number | readonly number[]): DenseTensor {
	const { dtype } = context.precision;
	return {
		kind: 'dense',
		dtype,
		shape: [values.length],
		data: dataOf(dtype, values),
		sources: Int32Array.from(values, (value, i) => (value === 0 ? -1 : typeof source === 'number' ? source : (source[i] ?? -1))),
	};
}
