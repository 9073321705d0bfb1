import { exp1, exp4, max4, sum4 } from './exp';

/** Softmax of each row. An entry of −∞ gets 0; a row of nothing else is all zeros. */
export function softmax(x: usize, rows: i32, columns: i32, out: usize): void {
	const bytes = (<usize>columns) << 2;
	for (let row = 0; row < rows; row++) {
		softmaxRow(x, x + bytes, out);
		x += bytes;
		out += bytes;
	}
}

function softmaxRow(x: usize, end: usize, out: usize): void {
	let largest4 = f32x4.splat(-Infinity);
	let at = x;
	for (; at + 16 <= end; at += 16) largest4 = f32x4.pmax(largest4, v128.load(at));
	let largest = max4(largest4);
	for (; at < end; at += 4) largest = max(largest, load<f32>(at));
	if (largest === -Infinity) {
		memory.fill(out, 0, end - x);
		return;
	}
	const shift = f32x4.splat(largest);
	const outEnd = out + (end - x);
	let total4 = f32x4.splat(0);
	let to = out;
	for (at = x; at + 16 <= end; at += 16) {
		const weight = exp4(f32x4.sub(v128.load(at), shift));
		total4 = f32x4.add(total4, weight);
		v128.store(to, weight);
		to += 16;
	}
	let total = sum4(total4);
	for (; at < end; at += 4) {
		const weight = exp1(load<f32>(at) - largest);
		total += weight;
		store<f32>(to, weight);
		to += 4;
	}
	const totals = f32x4.splat(total);
	for (to = out; to + 16 <= outEnd; to += 16) v128.store(to, f32x4.div(v128.load(to), totals));
	for (; to < outEnd; to += 4) store<f32>(to, load<f32>(to) / total);
}
