import { max4 } from './exp';

/** The column of the largest entry of each row, the first on a tie. NaN never wins; a row of NaN gives 0. */
export function argmax(x: usize, rows: i32, columns: i32, out: usize): void {
	for (let row = 0; row < rows; row++) {
		const end = x + ((<usize>columns) << 2);
		const largest = largestOf(x, end);
		let at = x;
		while (at < end && load<f32>(at) !== largest) at += 4;
		store<i32>(out, at < end ? <i32>((at - x) >> 2) : 0);
		out += 4;
		x = end;
	}
}

function largestOf(x: usize, end: usize): f32 {
	// pmax(a, b) is b where a < b, else a: a NaN that comes second is passed over.
	let largest4 = f32x4.splat(-Infinity);
	for (; x + 16 <= end; x += 16) largest4 = f32x4.pmax(largest4, v128.load(x));
	let largest = max4(largest4);
	for (; x < end; x += 4) {
		const entry = load<f32>(x);
		if (entry > largest) largest = entry;
	}
	return largest;
}
