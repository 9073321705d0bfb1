import type { DType, TensorData } from './tensor.js';

/** Floats of 16 bits by their significant bits, their smallest normal exponent and their largest number. */
interface HalfFormat {
	readonly bits: number;
	readonly lowest: number;
	readonly largest: number;
}

const halfFormats: ReadonlyMap<DType, HalfFormat> = new Map<DType, HalfFormat>([
	['f16', { bits: 11, lowest: -14, largest: 65_504 }],
	['bf16', { bits: 8, lowest: -126, largest: (2 - 2 ** -7) * 2 ** 127 }],
]);

const view = new DataView(new ArrayBuffer(8));

/**
 * The number of a dtype that is nearest to x, the even one of two that are equally near. Arrays round to f64, f32 and i32 by themselves when
 * they are written; the dtypes of 16 bits are kept in arrays of f32 and are rounded here, once, from double precision.
 */
export function rounding(dtype: DType): ((x: number) => number) | undefined {
	const format = halfFormats.get(dtype);
	return format === undefined ? undefined : (x) => roundHalf(format, x);
}

function roundHalf({ bits, lowest, largest }: HalfFormat, x: number): number {
	if (x === 0 || Number.isNaN(x)) return x;
	if (Math.abs(x) >= 2 * largest) return x < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	view.setFloat64(0, x);
	const exponent = Math.max(((view.getUint16(0) >> 4) & 0x7ff) - 1023, lowest);
	// A double as large as this has its last bit where the last bit of the result is to be, so that adding it rounds to nearest even.
	view.setUint32(0, ((exponent + 53 - bits + 1023) << 20) | 0x80000);
	view.setUint32(4, 0);
	const shift = view.getFloat64(0);
	const rounded = x + shift - shift;
	if (rounded === 0) return x < 0 ? -0 : 0;
	return Math.abs(rounded) > largest ? rounded * Number.POSITIVE_INFINITY : rounded;
}

/** Writes results in double precision to a tensor of the dtype, rounding each once. The results may be changed. */
export function store(dtype: DType, results: Float64Array, out: TensorData, start: number): void {
	const round = rounding(dtype);
	if (round !== undefined) for (let index = 0; index < results.length; index++) results[index] = round(results[index] ?? 0);
	out.set(results, start);
}

/** The first number in an array that is none of the dtype, if there is one. */
export function foreignNumber(dtype: DType, data: TensorData): number | undefined {
	const round = rounding(dtype);
	return round === undefined ? undefined : data.find((number) => !Number.isNaN(number) && round(number) !== number);
}
