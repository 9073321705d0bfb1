/** Dtypes of everything but indices: `f16` is half precision of IEEE 754, `bf16` the upper half of an f32. */
export type FloatDType = 'f64' | 'f32' | 'f16' | 'bf16';

/** `i32` for token ids, row starts and flags, a float for everything else. */
export type DType = FloatDType | 'i32';

/** The names of all dtypes. */
export const DTYPES: readonly DType[] = ['f64', 'f32', 'f16', 'bf16', 'i32'];

/** The numbers of a tensor: an `Int32Array` for i32, a `Float64Array` for f64, else a `Float32Array` of nothing but numbers of the dtype. */
export type TensorData = Float32Array | Float64Array | Int32Array;

/** Row-major numbers with a shape. */
export interface Tensor {
	readonly dtype: DType;
	readonly shape: readonly number[];
	readonly data: TensorData;
}

/** A matrix in compressed rows: entries of row `r` are `rowStarts[r]` to `rowStarts[r + 1]`, columns ascending. */
export interface SparseMatrix {
	readonly dtype: FloatDType;
	readonly shape: readonly [rows: number, columns: number];
	readonly rowStarts: Int32Array;
	readonly columns: Int32Array;
	readonly values: Float32Array | Float64Array;
}
