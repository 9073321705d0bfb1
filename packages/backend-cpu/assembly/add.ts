/** out = a + b, entry by entry; out may be a or b. */
export function add(a: usize, b: usize, entries: i32, out: usize): void {
	const end = out + ((<usize>entries) << 2);
	for (; out + 16 <= end; out += 16) {
		v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
		a += 16;
		b += 16;
	}
	for (; out < end; out += 4) {
		store<f32>(out, load<f32>(a) + load<f32>(b));
		a += 4;
		b += 4;
	}
}
