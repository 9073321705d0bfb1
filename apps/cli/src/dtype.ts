import type { Arguments } from './arguments.js';

/** The data types that weights can be computed in. */
export type DType = 'f32' | 'f64';

/** The value of `--dtype`. */
export function readDType(input: Arguments): DType | undefined {
	const text = input.text('dtype');
	return text === 'f32' || text === 'f64' ? text : undefined;
}
