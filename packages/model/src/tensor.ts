/** How the numbers of a tensor are stored. */
export type TensorDType = 'f32' | 'f64';

/** The numbers of a tensor: a `Float32Array` where the dtype is f32, a `Float64Array` where it is f64. */
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
