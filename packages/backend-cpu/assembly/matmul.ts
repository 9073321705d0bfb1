// Packed matrix product. A weight is packed into panels of eight columns: row after row of a panel, missing columns zero. The innermost loop
// keeps five rows by eight columns of sums in registers, as many as there are registers for and more than an addition has to wait for; loads beyond a last column stay within memory, because nothing lies in its last line.

/** Packs an n × m matrix. */
export function pack(weight: usize, n: i32, m: i32, packed: usize): void {
	packColumns(weight, n, m, (<usize>m) << 2, packed);
}

/** Packs m columns of n rows that are `stride` bytes apart. Row by row, so that what is read lies together. */
export function packColumns(from: usize, n: i32, m: i32, stride: usize, packed: usize): void {
	const panel = (<usize>n) << 5;
	const whole = m & ~7;
	for (let row = 0; row < n; row++) {
		let to = packed;
		let at = from;
		for (let column = 0; column < whole; column += 8) {
			v128.store(to, v128.load(at));
			v128.store(to, v128.load(at, 16), 16);
			at += 32;
			to += panel;
		}
		if (whole < m) {
			v128.store(to, f32x4.splat(0));
			v128.store(to, f32x4.splat(0), 16);
			for (let lane = whole; lane < m; lane++) {
				store<f32>(to, load<f32>(at));
				at += 4;
				to += 4;
			}
		}
		from += stride;
		packed += 32;
	}
}

/** Stores the first `width` numbers, 1 to 3, of four. */
function storePart(to: usize, numbers: v128, width: i32): void {
	if (width === 1) {
		v128.store32_lane(to, numbers, 0);
		return;
	}
	v128.store64_lane(to, numbers, 0);
	if (width === 3) v128.store32_lane(to, numbers, 2, 8);
}

/** Activation 0: none, 1: max(0, x), 2: min(1, max(0, x)). */
function activate(x: v128, activation: i32): v128 {
	if (activation === 0) return x;
	const positive = f32x4.max(x, f32x4.splat(0));
	return activation === 1 ? positive : f32x4.min(positive, f32x4.splat(1));
}

/** Adds the bias (none where it is 0) to eight sums of a row, applies the activation and stores the first `width` of them. */
function finish(low: v128, high: v128, bias: usize, activation: i32, out: usize, width: i32): void {
	if (bias !== 0) {
		low = f32x4.add(low, v128.load(bias));
		high = f32x4.add(high, v128.load(bias, 16));
	}
	low = activate(low, activation);
	high = activate(high, activation);
	if (width >= 4) v128.store(out, low);
	else storePart(out, low, width);
	if (width >= 8) v128.store(out, high, 16);
	else if (width > 4) storePart(out + 16, high, width - 4);
}

/** Where the sums of five rows by eight columns are put down. Nothing else lies in the first 256 bytes of the memory. */
const TILE: usize = 64;

/** Sums of five rows by one panel. Apart from what is done with them, lest that takes registers away. */
function fiveSums(x: usize, stride: usize, n: i32, panel: usize, out: usize, outStride: usize): void {
	let a0 = f32x4.splat(0);
	let a1 = f32x4.splat(0);
	let b0 = f32x4.splat(0);
	let b1 = f32x4.splat(0);
	let c0 = f32x4.splat(0);
	let c1 = f32x4.splat(0);
	let d0 = f32x4.splat(0);
	let d1 = f32x4.splat(0);
	let e0 = f32x4.splat(0);
	let e1 = f32x4.splat(0);
	let xa = x;
	let xb = x + stride;
	let xc = xb + stride;
	let xd = xc + stride;
	let xe = xd + stride;
	for (const end = x + ((<usize>n) << 2); xa < end; xa += 4) {
		const w0 = v128.load(panel);
		const w1 = v128.load(panel, 16);
		let factor = v128.load32_splat(xa);
		a0 = f32x4.add(a0, f32x4.mul(factor, w0));
		a1 = f32x4.add(a1, f32x4.mul(factor, w1));
		factor = v128.load32_splat(xb);
		b0 = f32x4.add(b0, f32x4.mul(factor, w0));
		b1 = f32x4.add(b1, f32x4.mul(factor, w1));
		factor = v128.load32_splat(xc);
		c0 = f32x4.add(c0, f32x4.mul(factor, w0));
		c1 = f32x4.add(c1, f32x4.mul(factor, w1));
		factor = v128.load32_splat(xd);
		d0 = f32x4.add(d0, f32x4.mul(factor, w0));
		d1 = f32x4.add(d1, f32x4.mul(factor, w1));
		factor = v128.load32_splat(xe);
		e0 = f32x4.add(e0, f32x4.mul(factor, w0));
		e1 = f32x4.add(e1, f32x4.mul(factor, w1));
		xb += 4;
		xc += 4;
		xd += 4;
		xe += 4;
		panel += 32;
	}
	v128.store(out, a0);
	v128.store(out, a1, 16);
	out += outStride;
	v128.store(out, b0);
	v128.store(out, b1, 16);
	out += outStride;
	v128.store(out, c0);
	v128.store(out, c1, 16);
	out += outStride;
	v128.store(out, d0);
	v128.store(out, d1, 16);
	out += outStride;
	v128.store(out, e0);
	v128.store(out, e1, 16);
}

/** Five rows by one panel. Strides are in bytes. */
export function fiveRows(
	x: usize,
	stride: usize,
	n: i32,
	panel: usize,
	bias: usize,
	activation: i32,
	out: usize,
	outStride: usize,
	width: i32,
): void {
	if (bias === 0 && activation === 0 && width === 8) {
		fiveSums(x, stride, n, panel, out, outStride);
		return;
	}
	fiveSums(x, stride, n, panel, TILE, 32);
	for (let sums = TILE; sums < TILE + 160; sums += 32) {
		finish(v128.load(sums), v128.load(sums, 16), bias, activation, out, width);
		out += outStride;
	}
}

/** One row by one panel. It adds in the order of `fiveRows`, so that a row does not depend on how many there are. */
export function oneRow(x: usize, n: i32, panel: usize, bias: usize, activation: i32, out: usize, width: i32): void {
	let low = f32x4.splat(0);
	let high = f32x4.splat(0);
	for (const end = x + ((<usize>n) << 2); x < end; x += 4) {
		const factor = v128.load32_splat(x);
		low = f32x4.add(low, f32x4.mul(factor, v128.load(panel)));
		high = f32x4.add(high, f32x4.mul(factor, v128.load(panel, 16)));
		panel += 32;
	}
	finish(low, high, bias, activation, out, width);
}

/**
 * out = activation(x · weight + bias). Rows go in blocks that stay in the cache while all panels pass by. Where five rows do not go into a block,
 * its last five are taken, some of them again.
 */
export function matmul(x: usize, rows: i32, n: i32, packed: usize, m: i32, bias: usize, activation: i32, out: usize): void {
	const stride = (<usize>n) << 2;
	const outStride = (<usize>m) << 2;
	const block = 5 * max(1, 6554 / max(n, 1));
	for (let first = 0; first < rows; first += block) {
		const last = min(rows, first + block);
		let panel = packed;
		for (let column = 0; column < m; column += 8) {
			const shift = (<usize>column) << 2;
			const width = min(8, m - column);
			const panelBias: usize = bias === 0 ? 0 : bias + shift;
			const to = out + shift;
			if (last < 5) {
				for (let row = first; row < last; row++) {
					oneRow(x + <usize>row * stride, n, panel, panelBias, activation, to + <usize>row * outStride, width);
				}
			} else {
				for (let next = first; next < last; next += 5) {
					const row = min(next, last - 5);
					fiveRows(x + <usize>row * stride, stride, n, panel, panelBias, activation, to + <usize>row * outStride, outStride, width);
				}
			}
			panel += (<usize>n) << 5;
		}
	}
}
