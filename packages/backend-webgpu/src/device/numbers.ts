import { bytesOf, countEntries, type DType, type TensorData } from '@alta-ts/tensor';
import { halfBits, halfOf } from './half.js';

/** The bytes a tensor takes on the device, a multiple of four: WebGPU copies nothing smaller. */
export function deviceBytes(dtype: DType, shape: readonly number[]): number {
	return Math.ceil((countEntries(shape) * bytesOf(dtype)) / 4) * 4;
}

/** A copy of numbers as the device keeps them, filled up to a multiple of four bytes. */
export function toDevice(dtype: DType, data: TensorData): Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
	if (dtype === 'i32') return Int32Array.from(data);
	if (dtype !== 'f16') return Float32Array.from(data);
	const halves = new Uint16Array(data.length + (data.length % 2));
	for (let index = 0; index < data.length; index++) halves[index] = halfBits(data[index] ?? 0);
	return halves;
}

/** The numbers of a tensor from what the device keeps of it. */
export function fromDevice(dtype: DType, bytes: ArrayBuffer, shape: readonly number[]): TensorData {
	if (dtype === 'i32') return new Int32Array(bytes);
	if (dtype !== 'f16') return new Float32Array(bytes);
	return Float32Array.from(new Uint16Array(bytes, 0, countEntries(shape)), halfOf);
}
