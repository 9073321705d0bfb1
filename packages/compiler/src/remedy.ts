import type { TensorDType } from '@alta-ts/model';

const moreExact: Readonly<Record<TensorDType, TensorDType | undefined>> = { bf16: 'f32', f16: 'f32', f32: 'f64', f64: undefined };

/** Ends a remedy with the dtype to try where this one is too coarse: `, or compile for f32`; empty for the most exact one. */
export function orCompileFor(dtype: TensorDType): string {
	const better = moreExact[dtype];
	return better === undefined ? '' : `, or compile for ${better}`;
}
