import { store } from '../round-to.js';
import type { Tensor } from '../tensor.js';
import { eachSequence, type Unless } from './add.js';
import { rowCount, rowLength } from './row-length.js';

/**
 * out = (x − mean) / √(variance + epsilon) · gain + bias for each row, with the variance over all columns (divided by their number), in
 * double precision. Rows of sequences whose flag is not zero are x.
 */
export function layerNorm(x: Tensor, gain: Tensor, bias: Tensor, epsilon: number, unless: Unless | undefined, out: Tensor): void {
	const columns = rowLength(x);
	eachSequence(rowCount(x), unless, (from, to, left) => {
		for (let row = from; row < to; row++) {
			const entries = x.data.subarray(row * columns, (row + 1) * columns);
			if (left) out.data.set(entries, row * columns);
			else store(out.dtype, normalise(entries, gain, bias, epsilon), out.data, row * columns);
		}
	});
}

function normalise(entries: Tensor['data'], gain: Tensor, bias: Tensor, epsilon: number): Float64Array {
	let sum = 0;
	for (const entry of entries) sum += entry;
	const mean = sum / entries.length;
	let squares = 0;
	for (const entry of entries) squares += (entry - mean) ** 2;
	const deviation = Math.sqrt(squares / entries.length + epsilon);
	return Float64Array.from(entries, (entry, column) => ((entry - mean) / deviation) * (gain.data[column] ?? 0) + (bias.data[column] ?? 0));
}
