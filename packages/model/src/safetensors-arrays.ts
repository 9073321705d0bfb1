import { type HalfDType, halfBits, halfNumber } from './half-precision.js';
import type { SafetensorsTensor } from './safetensors.js';

/**
 * The numbers of a tensor, in the array type of its dtype: the inverse of {@link arrayBytes}.
 *
 * @param dtype one of `ITEM_BYTES`.
 * @param bytes little-endian, like the typed arrays of every machine that runs JavaScript today.
 */
export function readArray(dtype: string, shape: readonly number[], bytes: Uint8Array<ArrayBuffer>): SafetensorsTensor {
	const { buffer } = bytes;
	switch (dtype) {
		case 'F64':
			return { dtype, shape, data: new Float64Array(buffer) };
		case 'F32':
			return { dtype, shape, data: new Float32Array(buffer) };
		case 'F16':
			return { dtype, shape, data: halves('f16', buffer) };
		case 'BF16':
			return { dtype, shape, data: halves('bf16', buffer) };
		case 'I64':
			return { dtype, shape, data: new BigInt64Array(buffer) };
		case 'U64':
			return { dtype, shape, data: new BigUint64Array(buffer) };
		case 'I32':
			return { dtype, shape, data: new Int32Array(buffer) };
		case 'U32':
			return { dtype, shape, data: new Uint32Array(buffer) };
		case 'I16':
			return { dtype, shape, data: new Int16Array(buffer) };
		case 'U16':
			return { dtype, shape, data: new Uint16Array(buffer) };
		case 'I8':
			return { dtype, shape, data: new Int8Array(buffer) };
		case 'BOOL':
			return { dtype, shape, data: bytes };
		default:
			return { dtype: 'U8', shape, data: bytes };
	}
}

function halves(dtype: HalfDType, buffer: ArrayBuffer): Float32Array {
	return Float32Array.from(new Uint16Array(buffer), (bits) => halfNumber(dtype, bits));
}

/** The bytes of a tensor as they are in a file. Numbers of F16 and BF16 are rounded to their dtype. */
export function arrayBytes({ dtype, data }: SafetensorsTensor): Uint8Array {
	const array = dtype === 'F16' ? bitsOf('f16', data) : dtype === 'BF16' ? bitsOf('bf16', data) : data;
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function bitsOf(dtype: HalfDType, numbers: Float32Array): Uint16Array {
	return Uint16Array.from(numbers, (number) => halfBits(dtype, number));
}
