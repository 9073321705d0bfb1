import type { BufferRef, Dim, Plan } from '@alta-ts/tensor';

/** The shape of a tensor as far as the plan tells. */
export function declaredShape({ constants, inputs, buffers }: Plan, ref: BufferRef): readonly Dim[] {
	return (constants[ref] ?? inputs[ref] ?? buffers[ref])?.shape ?? [];
}

/** Whether a dimension is known to be a multiple of four, so that numbers can be read by fours. */
export function isOfFours(dim: Dim | undefined): boolean {
	return typeof dim === 'number' && dim % 4 === 0;
}
