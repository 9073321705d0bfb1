/** All dtypes, the most precise first. */
export const TENSOR_DTYPES = ['f64', 'f32', 'f16', 'bf16'] as const;

/**
 * How precise the numbers of a tensor are: `f64` and `f32` of IEEE 754; `f16`, its half precision, with 11 significant bits up to 65,504;
 * `bf16`, the upper half of an f32, with 8 significant bits.
 */
export type TensorDType = (typeof TENSOR_DTYPES)[number];

/** Bytes that a stored number takes. */
export function dtypeBytes(dtype: TensorDType): number {
	if (dtype === 'f64') return 8;
	return dtype === 'f32' ? 4 : 2;
}

/** The numbers of a tensor: a `Float64Array` where the dtype is f64, else a `Float32Array` that holds nothing but numbers of the dtype. */
export type TensorData = Float32Array | Float64Array;

/** Row-major numbers. */
export interface DenseTensor {
	readonly kind: 'dense';
	readonly dtype: TensorDType;
	readonly shape: readonly number[];
	readonly data: TensorData;
	/** For each number, the index in {@link Layout.sources} of what put it there; −1 where nothing is known. */
	readonly sources?: Int32Array;
}

/**
 * A matrix in compressed rows: the entries of row `r` are `rowStarts[r]` up to `rowStarts[r + 1]`, columns ascending.
 *
 * A weight matrix has one row per input coordinate, so that `y = x W + b` visits only the rows of coordinates that are not zero.
 */
export interface SparseTensor {
	readonly kind: 'sparse';
	readonly dtype: TensorDType;
	readonly shape: readonly [rows: number, columns: number];
	readonly rowStarts: Int32Array;
	readonly columns: Int32Array;
	readonly values: TensorData;
	/** For each entry, the index in {@link Layout.sources} of what put it there; −1 where nothing is known. */
	readonly sources?: Int32Array;
}

/** A named part of a model. */
export type Tensor = DenseTensor | SparseTensor;
