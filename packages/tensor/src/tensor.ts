/** `i32` for token ids, row starts and flags; `f32` and `f64` for everything else. */
export type DType = 'f32' | 'f64' | 'i32';

/** The numbers of a tensor, in the array type of its dtype. */
export type TensorData = Float32Array | Float64Array | Int32Array;

/** Row-major numbers with a shape. */
export interface Tensor {
	readonly dtype: DType;
	readonly shape: readonly number[];
	readonly data: TensorData;
}

/** A matrix in compressed rows: entries of row `r` are `rowStarts[r]` to `rowStarts[r + 1]`, columns ascending. */
export interface SparseMatrix {
	readonly dtype: 'f32' | 'f64';
	readonly shape: readonly [rows: number, columns: number];
	readonly rowStarts: Int32Array;
	readonly columns: Int32Array;
	readonly values: Float32Array | Float64Array;
}
