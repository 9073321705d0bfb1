import { store } from '../round-to.js';
import type { Tensor } from '../tensor.js';
import { rowCount, rowLength } from './row-length.js';

/** Softmax of each row: exp(x − largest) / Σ, in double precision. An entry of −∞ gets 0, and a row of nothing else is all zeros. */
export function softmax(x: Tensor, out: Tensor): void {
	const columns = rowLength(x);
	for (let row = 0; row < rowCount(x); row++) {
		const start = row * columns;
		const entries = Float64Array.from(x.data.subarray(start, start + columns));
		const largest = entries.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
		const weights = entries.map((entry) => (entry === Number.NEGATIVE_INFINITY ? 0 : Math.exp(entry - largest)));
		const total = weights.reduce((a, b) => a + b, 0);
		store(out.dtype, total === 0 ? weights : weights.map((weight) => weight / total), out.data, start);
	}
}
