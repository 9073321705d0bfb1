import { countEntries, type DType, isSparse, type SparseMatrix, type Tensor, type TensorData, zeros } from '@alta-ts/tensor';

/** The tensors of a run by name, and the passes of its loops. */
export interface Run {
	readonly plan: string;
	readonly tensors: Map<string, Tensor | SparseMatrix>;
	readonly passes: Map<string, number>;
}

/** A tensor of a run. The plan has been checked, so it is there and of the right kind. */
export function dense({ tensors }: Run, name: string): Tensor {
	const tensor = tensors.get(name);
	if (tensor === undefined || isSparse(tensor)) throw new RangeError(`no dense tensor "${name}"`);
	return tensor;
}

/** A row of a matrix, or some of its columns, in place. */
export function rowOf(run: Run, name: string, row: number, range?: readonly [from: number, to: number]): TensorData {
	const { data, shape } = dense(run, name);
	const [, columns = 0] = shape;
	const [from, to] = range ?? [0, columns];
	return data.subarray(row * columns + from, row * columns + to);
}

/** Zeros. */
export function zeroTensor(shape: readonly number[], dtype: DType): Tensor {
	return { dtype, shape, data: zeros(dtype, countEntries(shape)) };
}
