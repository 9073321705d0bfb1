import type { Tensor } from '../tensor.js';
import { rowLength } from './row-length.js';

/** The tensors of a halting test. */
export interface HaltTensors {
	readonly tests: Tensor | undefined;
	readonly starts: Tensor;
	readonly passes: Tensor;
	readonly limits: Tensor;
	readonly out: Tensor;
}

/**
 * Counts a pass for every sequence whose flag is 0, then sets its flag: 1 where all entries of all its rows of `tests` are above zero (NaN is
 * not; an empty sequence has no entries, so it passes), else 2 where its passes have reached its limit. Without tests no sequence gets a 1.
 */
export function halt({ tests, starts, passes, limits, out }: HaltTensors): void {
	const columns = tests === undefined ? 0 : rowLength(tests);
	out.data.forEach((flag, sequence) => {
		if (flag !== 0) return;
		const count = (passes.data[sequence] ?? 0) + 1;
		passes.data[sequence] = count;
		const from = (starts.data[sequence] ?? 0) * columns;
		const to = (starts.data[sequence + 1] ?? 0) * columns;
		if (tests?.data.subarray(from, to).every((entry) => entry > 0)) out.data[sequence] = 1;
		else if (count >= (limits.data[sequence] ?? 0)) out.data[sequence] = 2;
	});
}
