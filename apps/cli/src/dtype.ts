import type { TensorDType } from '@alta-ts/model';
import type { Arguments } from './arguments.js';

/** The data types that weights can be computed in, the most precise first. */
export const dtypes: readonly TensorDType[] = ['f64', 'f32', 'f16', 'bf16'];

/** The value of `--dtype`. */
export function readDType(input: Arguments): TensorDType | undefined {
	const text = input.text('dtype');
	return dtypes.find((dtype) => dtype === text);
}
