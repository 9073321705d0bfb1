import type { Dim } from './plan.js';
import type { DType, TensorData } from './tensor.js';

/** How many entries a shape has; 1 for the empty shape. */
export function countEntries(shape: readonly number[]): number {
	return shape.reduce((product, size) => product * size, 1);
}

/** Zeros in the array type of a dtype. */
export function zeros(dtype: DType, entries: number): TensorData {
	if (dtype === 'i32') return new Int32Array(entries);
	return dtype === 'f64' ? new Float64Array(entries) : new Float32Array(entries);
}

/** Whether the array is of the type that holds a dtype. */
export function holds(dtype: DType, data: TensorData): boolean {
	if (dtype === 'i32') return data instanceof Int32Array;
	return dtype === 'f64' ? data instanceof Float64Array : data instanceof Float32Array;
}

/** Bytes one entry of a dtype takes on a device that has it. */
export function bytesOf(dtype: DType): number {
	if (dtype === 'f16' || dtype === 'bf16') return 2;
	return dtype === 'f64' ? 8 : 4;
}

/** A number of bytes for people, such as `4,294,967,296 bytes`. */
export function printBytes(bytes: number): string {
	return `${bytes.toLocaleString('en-US')} bytes`;
}

/** A shape for people, such as `[rows, 12]`. */
export function printShape(shape: readonly Dim[]): string {
	return `[${shape.join(', ')}]`;
}

/** What the named dimensions are in one run. */
export interface BoundDims {
	readonly rows: number;
	readonly sequences: number;
}

/** The size of a dimension once the named ones are bound. */
export function sizeOf(dim: Dim, bound: BoundDims): number {
	if (typeof dim === 'number') return dim;
	if (dim === 'rows') return bound.rows;
	return dim === 'sequences' ? bound.sequences : bound.sequences + 1;
}
