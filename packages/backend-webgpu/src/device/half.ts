/** The bits of a number that is one of f16. */
export function halfBits(x: number): number {
	const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
	const size = Math.abs(x);
	if (Number.isNaN(size)) return 0x7e00;
	if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
	// Below 2⁻¹³, numbers are whole multiples of 2⁻²⁴: the subnormal ones, and the smallest of the others right after them.
	if (size < 2 ** -13) return sign | (size * 2 ** 24);
	const exponent = Math.floor(Math.log2(size));
	return sign | ((exponent + 14) * 1024 + size * 2 ** (10 - exponent));
}

/** The number of f16 that has these bits. */
export function halfOf(bits: number): number {
	const sign = (bits & 0x8000) === 0 ? 1 : -1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
