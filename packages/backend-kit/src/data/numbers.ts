import type { FloatDType } from '@alta-ts/tensor';
import { type DType, rounding, type SparseMatrix, type Tensor, type TensorData } from '@alta-ts/tensor';

/** A stream of pseudo-random numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** What a tensor is filled with: `real`: −2 to 2, a sixth of them 0; `whole`: −2, −1, 0, 1, 2; `sparse`: as `real`, nine tenths of them 0. */
export type Filling = 'real' | 'whole' | 'sparse';

/** A tensor of pseudo-random numbers of its dtype. */
export function numbers(dtype: DType, shape: readonly number[], seed: number, filling: Filling = 'real'): Tensor {
	const next = random(seed);
	const zeros = filling === 'sparse' ? 0.9 : 1 / 6;
	const one = (): number => (filling === 'whole' ? Math.floor(next() * 5) - 2 : next() < zeros ? 0 : next() * 4 - 2);
	return tensor(dtype, shape, Array.from({ length: product(shape) }, one));
}

/** A tensor from plain numbers, each rounded to the dtype. */
export function tensor(dtype: DType, shape: readonly number[], entries: readonly number[]): Tensor {
	return { dtype, shape, data: arrayOf(dtype, entries) };
}

/** A one-hot tensor: row r has a 1 in the given column. */
export function oneHot(dtype: DType, columns: number, ones: readonly number[]): Tensor {
	const entries = ones.flatMap((one) => Array.from({ length: columns }, (_, column) => (column === one ? 1 : 0)));
	return tensor(dtype, [ones.length, columns], entries);
}

/** The entries of a matrix that are not zero, in compressed rows. */
export function sparse(matrix: Tensor): SparseMatrix {
	const [rows = 0, width = 0] = matrix.shape;
	const rowStarts = [0];
	const columns: number[] = [];
	const values: number[] = [];
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < width; column++) {
			const entry = matrix.data[row * width + column] ?? 0;
			if (entry === 0) continue;
			columns.push(column);
			values.push(entry);
		}
		rowStarts.push(columns.length);
	}
	const dtype = floatOf(matrix.dtype);
	const data = dtype === 'f64' ? Float64Array.from(values) : Float32Array.from(values);
	return { dtype, shape: [rows, width], rowStarts: Int32Array.from(rowStarts), columns: Int32Array.from(columns), values: data };
}

/** The least number of a dtype that is finite, with which masks of other libraries hide keys. */
export function lowest(dtype: FloatDType): number {
	return { f64: -Number.MAX_VALUE, f32: -(2 - 2 ** -23) * 2 ** 127, f16: -65_504, bf16: -(2 - 2 ** -7) * 2 ** 127 }[dtype];
}

/** Row starts of sequences of these lengths. */
export function startsOf(lengths: readonly number[]): Tensor {
	const starts = [0];
	for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
	return tensor('i32', [starts.length], starts);
}

/** The sum of some whole numbers. */
export function total(counts: readonly number[]): number {
	return counts.reduce((a, b) => a + b, 0);
}

function floatOf(dtype: DType): FloatDType {
	if (dtype === 'i32') throw new RangeError('sparse matrices are of floats');
	return dtype;
}

function arrayOf(dtype: DType, entries: readonly number[]): TensorData {
	if (dtype === 'i32') return Int32Array.from(entries);
	const round = rounding(dtype);
	const rounded = round === undefined ? entries : entries.map(round);
	return dtype === 'f64' ? Float64Array.from(rounded) : Float32Array.from(rounded);
}

function product(shape: readonly number[]): number {
	return shape.reduce((a, b) => a * b, 1);
}
