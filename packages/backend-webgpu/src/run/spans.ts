import type { BoundDims } from '@alta-ts/tensor';

/** What each row of a ragged batch belongs to, in four words: its sequence, the first row and the number of rows of that, its position. */
export function spansOf(starts: Int32Array, { rows }: BoundDims): Uint32Array<ArrayBuffer> {
	const spans = new Uint32Array(4 * rows);
	for (let sequence = 0; sequence + 1 < starts.length; sequence++) {
		const first = starts[sequence] ?? 0;
		const length = (starts[sequence + 1] ?? 0) - first;
		for (let position = 0; position < length; position++) spans.set([sequence, first, length, position], 4 * (first + position));
	}
	return spans;
}
