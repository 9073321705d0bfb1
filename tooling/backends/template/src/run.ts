import { isSparse, type SparseMatrix, type Tensor } from '@alta-ts/tensor';

/** The tensors of a run by name, and the passes of its loops. */
export interface Run {
	readonly plan: string;
	readonly tensors: Map<string, Tensor | SparseMatrix>;
	readonly passes: Record<string, number>;
}

/** A tensor of a run. The plan has been checked, so it is there and of the right kind. */
export function dense({ tensors }: Run, name: string): Tensor {
	const tensor = tensors.get(name);
	if (tensor === undefined || isSparse(tensor)) throw new RangeError(`no dense tensor "${name}"`);
	return tensor;
}
