// The exponential of four numbers that are at most 0, as softmax needs it.

/** Below this, exp is no normal number of f32; it counts as 0. */
const LOWEST: f32 = -87.336544;

/**
 * exp(x) for x from −∞ to 0, with a relative error below 2⁻²²: x = n·ln 2 + r with |r| ≤ ½ ln 2, a polynomial of degree 7 for exp(r), and n
 * added to the exponent. It is exactly 1 at 0 and exactly 0 below −87.34.
 */
export function exp4(x: v128): v128 {
	const visible = f32x4.ge(x, f32x4.splat(LOWEST));
	x = f32x4.pmax(x, f32x4.splat(LOWEST));
	// Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
	const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(<f32>Math.LOG2E)), f32x4.splat(12582912));
	const n = f32x4.sub(shifted, f32x4.splat(12582912));
	// ln 2 in two parts, the first of which has so few bits that n times it is exact.
	let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
	r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
	let p = f32x4.splat(1.98756915e-4);
	p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
	p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
	p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
	p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
	p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
	p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
	const power = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(127 << 23));
	return v128.and(f32x4.mul(p, power), visible);
}

/** exp(x) of one number. */
export function exp1(x: f32): f32 {
	return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

/** exp of each of `count` numbers, for tests. */
export function expAll(x: usize, count: i32, out: usize): void {
	for (let index = 0; index < count; index++) {
		const at = (<usize>index) << 2;
		store<f32>(out + at, exp1(load<f32>(x + at)));
	}
}

/** The sum of four numbers. */
export function sum4(x: v128): f32 {
	return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** The largest of four numbers. */
export function max4(x: v128): f32 {
	return max(max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)), max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)));
}
