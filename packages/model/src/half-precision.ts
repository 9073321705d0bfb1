import type { TensorData, TensorDType } from './tensor.js';

/** The dtypes of 16 bits. Their numbers are kept in a `Float32Array`, which holds every one of them exactly. */
export type HalfDType = 'f16' | 'bf16';

/** Whether a dtype has 16 bits. */
export function isHalf(dtype: TensorDType): dtype is HalfDType {
	return dtype === 'f16' || dtype === 'bf16';
}

/** How the 16 bits are shared out, after the sign: an exponent, then a fraction. */
interface Format {
	readonly fractionBits: number;
	/** The exponent of the smallest normal number; the numbers below it are as far apart as those just above it. */
	readonly lowest: number;
	/** The bits of infinity: every bit of the exponent. */
	readonly infinity: number;
}

const formats: Readonly<Record<HalfDType, Format>> = {
	f16: { fractionBits: 10, lowest: -14, infinity: 0x7c00 },
	bf16: { fractionBits: 7, lowest: -126, infinity: 0x7f80 },
};

const SIGN = 0x8000;

const view = new DataView(new ArrayBuffer(8));

/** The 16 bits of the number of the dtype that is nearest to x, the even one of two that are equally near; what is too large becomes infinite. */
export function halfBits(dtype: HalfDType, x: number): number {
	const { fractionBits, lowest, infinity } = formats[dtype];
	view.setFloat64(0, x);
	const sign = view.getUint16(0) & SIGN;
	if (Number.isNaN(x)) return sign | infinity | (1 << (fractionBits - 1));
	const exponent = Math.max(((view.getUint16(0) >> 4) & 0x7ff) - 1023, lowest);
	const magnitude = roundToEven(Math.abs(x) / 2 ** (exponent - fractionBits));
	// The leading bit of a normal number adds 1 to the field of the exponent, so that a carry out of the fraction is right as well.
	return sign | Math.min(infinity, (exponent - lowest) * 2 ** fractionBits + magnitude);
}

/** The number that 16 bits stand for. */
export function halfNumber(dtype: HalfDType, bits: number): number {
	const { fractionBits, lowest, infinity } = formats[dtype];
	const sign = (bits & SIGN) === 0 ? 1 : -1;
	const magnitude = bits & ~SIGN;
	if (magnitude >= infinity) return magnitude === infinity ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	const field = magnitude >> fractionBits;
	const fraction = magnitude & (2 ** fractionBits - 1);
	const significand = field === 0 ? fraction : fraction + 2 ** fractionBits;
	return sign * significand * 2 ** (lowest + Math.max(field, 1) - 1 - fractionBits);
}

function roundToEven(x: number): number {
	const below = Math.floor(x);
	const rest = x - below;
	return rest > 1 / 2 || (rest === 1 / 2 && below % 2 === 1) ? below + 1 : below;
}

/** The number of the dtype that is nearest to x; of two that are equally near, the one whose last bit is 0. */
export function roundTo(dtype: TensorDType, x: number): number {
	if (dtype === 'f64') return x;
	return dtype === 'f32' ? Math.fround(x) : halfNumber(dtype, halfBits(dtype, x));
}

/** Numbers rounded to a dtype, in its array type. */
export function dataOf(dtype: TensorDType, values: ArrayLike<number>): TensorData {
	if (dtype === 'f64') return Float64Array.from(values);
	return isHalf(dtype) ? Float32Array.from(values, (value) => roundTo(dtype, value)) : Float32Array.from(values);
}
