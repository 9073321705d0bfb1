import { rounding } from '../round-to.js';
import type { Tensor, TensorData } from '../tensor.js';

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
	const round = rounding(out.dtype);
	eachSequence(rows, unless, (from, to, left) => {
		if (left) out.data.set(a.data.subarray(from * columns, to * columns), from * columns);
		else addEntries(a.data, b.data, out.data, from * columns, to * columns, round);
	});
}

function addEntries(
	a: TensorData,
	b: TensorData,
	out: TensorData,
	from: number,
	to: number,
	round: ((x: number) => number) | undefined,
): void {
	for (let entry = from; entry < to; entry++) {
		const sum = (a[entry] ?? 0) + (b[entry] ?? 0);
		out[entry] = round === undefined ? sum : round(sum);
	}
}
