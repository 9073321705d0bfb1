import type { TensorDType } from '@alta-ts/model';

/** The least precise dtype that holds the numbers of all these exactly; f32 where there are none. */
export function commonDType(dtypes: Iterable<TensorDType>): TensorDType {
	const all = new Set(dtypes);
	const [only] = all;
	if (only !== undefined && all.size === 1) return only;
	return all.has('f64') ? 'f64' : 'f32';
}
