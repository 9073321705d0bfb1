import type { Tensor } from '../tensor.js';

/** Sequences to leave as they are: those whose flag is not zero. */
export interface Unless {
	readonly flags: Tensor;
	readonly starts: Tensor;
}

/** Calls `each` with the first row of every run of rows, the row after its last, and whether the rows are left as they are. */
export function eachSequence(rows: number, unless: Unless | undefined, each: (from: number, to: number, left: boolean) => void): void {
	if (unless === undefined) {
		each(0, rows, false);
		return;
	}
	unless.flags.data.forEach((flag, sequence) => {
		each(unless.starts.data[sequence] ?? 0, unless.starts.data[sequence + 1] ?? 0, flag !== 0);
	});
}

/** out = a + b, rounded to the dtype of `out`; rows of sequences whose flag is not zero are a. `out` may be a or b. */
export function add(a: Tensor, b: Tensor, unless: Unless | undefined, out: Tensor): void {
	const rows = out.shape[0] ?? 1;
	const columns = rows === 0 ? 0 : out.data.length / rows;
	eachSequence(rows, unless, (from, to, left) => {
		for (let entry = from * columns; entry < to * columns; entry++)
			out.data[entry] = (a.data[entry] ?? 0) + (left ? 0 : (b.data[entry] ?? 0));
	});
}
