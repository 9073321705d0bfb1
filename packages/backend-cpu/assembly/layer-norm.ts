// Everything here is in double precision, two numbers at a time, since a mean that is far from 0 would cost the variance its digits.

/** Normalises each row to mean 0 and variance 1, then scales and shifts it. */
export function layerNorm(x: usize, rows: i32, columns: i32, gain: usize, bias: usize, epsilon: f64, out: usize): void {
	const bytes = (<usize>columns) << 2;
	for (let row = 0; row < rows; row++) {
		layerNormRow(x, bytes, gain, bias, epsilon, out);
		x += bytes;
		out += bytes;
	}
}

function load2(at: usize): v128 {
	return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

function layerNormRow(x: usize, bytes: usize, gain: usize, bias: usize, epsilon: f64, out: usize): void {
	const columns = <f64>(bytes >> 2);
	const pairs = bytes & ~7;
	const odd = bytes !== pairs;
	let sum2 = f64x2.splat(0);
	for (let at: usize = 0; at < pairs; at += 8) sum2 = f64x2.add(sum2, load2(x + at));
	let sum = f64x2.extract_lane(sum2, 0) + f64x2.extract_lane(sum2, 1);
	if (odd) sum += <f64>load<f32>(x + pairs);
	const mean = sum / columns;
	const means = f64x2.splat(mean);

	let squares2 = f64x2.splat(0);
	for (let at: usize = 0; at < pairs; at += 8) {
		const difference = f64x2.sub(load2(x + at), means);
		squares2 = f64x2.add(squares2, f64x2.mul(difference, difference));
	}
	let squares = f64x2.extract_lane(squares2, 0) + f64x2.extract_lane(squares2, 1);
	if (odd) {
		const difference = <f64>load<f32>(x + pairs) - mean;
		squares += difference * difference;
	}
	const deviation = sqrt(squares / columns + epsilon);
	const deviations = f64x2.splat(deviation);

	for (let at: usize = 0; at < pairs; at += 8) {
		const normal = f64x2.div(f64x2.sub(load2(x + at), means), deviations);
		const result = f64x2.add(f64x2.mul(normal, load2(gain + at)), load2(bias + at));
		v128.store64_lane(out + at, f32x4.demote_f64x2_zero(result), 0);
	}
	if (odd) {
		const normal = (<f64>load<f32>(x + pairs) - mean) / deviation;
		store<f32>(out + pairs, <f32>(normal * <f64>load<f32>(gain + pairs) + <f64>load<f32>(bias + pairs)));
	}
}
