/** The float nearest to a quotient of ints of any size; infinite where it is beyond all floats. `divisor` is not 0. */
export function dividedInts(dividend: bigint, divisor: bigint): number {
	const [a, b] = [Number(dividend), Number(divisor)];
	if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a / b;
	const negative = dividend < 0n !== divisor < 0n;
	const quotient = ofPositives(magnitude(dividend), magnitude(divisor));
	return negative ? -quotient : quotient;
}

/** 66 bits of the quotient, the last of them set where bits follow: enough to round once, and only there. */
function ofPositives(dividend: bigint, divisor: bigint): number {
	if (dividend === 0n) return 0;
	const shift = BigInt(66 - (bits(dividend) - bits(divisor)));
	const [a, b] = shift >= 0n ? [dividend << shift, divisor] : [dividend, divisor << -shift];
	const exact = a / b;
	const sticky = a % b === 0n ? exact : exact | 1n;
	// A tiny quotient has fewer bits as a float, so it must lose the others before it is one.
	const lost = shift > 1074n ? shift - 1074n : 0n;
	const kept = lost === 0n ? sticky : roundedOff(sticky, lost);
	return scaled(Number(kept), -Number(shift - lost));
}

/** Half to even. */
function roundedOff(value: bigint, lost: bigint): bigint {
	const down = value >> lost;
	const rest = value - (down << lost);
	const half = 1n << (lost - 1n);
	return rest > half || (rest === half && (down & 1n) === 1n) ? down + 1n : down;
}

/** In steps, because a power of two can be beyond all floats where the product is not. */
function scaled(value: number, exponent: number): number {
	let result = value;
	let left = exponent;
	while (left !== 0 && result !== 0 && Number.isFinite(result)) {
		const step = Math.max(-1000, Math.min(900, left));
		result *= 2 ** step;
		left -= step;
	}
	return result;
}

function magnitude(value: bigint): bigint {
	return value < 0n ? -value : value;
}

function bits(value: bigint): number {
	return value.toString(2).length;
}
