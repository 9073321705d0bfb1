import type { SafetensorsTensor } from './safetensors.js';

/**
 * The numbers of a tensor, in the array type of its dtype; F16 and BF16 become F32.
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
			return { dtype: 'F32', shape, data: Float32Array.from(new Uint16Array(buffer), halfToNumber) };
		case 'BF16':
			return { dtype: 'F32', shape, data: bfloatToFloat(new Uint16Array(buffer)) };
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

/** IEEE 754 half precision: one bit of sign, five of exponent, ten of fraction. */
function halfToNumber(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A bfloat16 is the upper half of a float32. */
function bfloatToFloat(halves: Uint16Array): Float32Array {
	return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
