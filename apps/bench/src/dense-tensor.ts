import { type DenseTensor, type Tensor, toDense } from '@alta-ts/model';

/** A tensor with all of its zeros, and without what tells where its numbers come from. */
export function denseTensor(tensor: Tensor): DenseTensor {
	const { dtype } = tensor;
	if (tensor.kind === 'dense') return { kind: 'dense', dtype, shape: tensor.shape, data: tensor.data };
	const { shape, rowStarts, columns, values } = tensor;
	return toDense({ kind: 'sparse', dtype, shape, rowStarts, columns, values });
}
