/** Where the sequences of a batch are among its rows: sequence `s` is rows `starts[s]` to `starts[s + 1]`. */
export interface Ragged {
	readonly sequences: number;
	readonly rows: number;
	readonly starts: Int32Array;
}

/** Lays sequences of these lengths out one after the other. */
export function ragged(lengths: readonly number[]): Ragged {
	const starts = new Int32Array(lengths.length + 1);
	lengths.forEach((length, sequence) => {
		starts[sequence + 1] = (starts[sequence] ?? 0) + length;
	});
	return { sequences: lengths.length, rows: starts[lengths.length] ?? 0, starts };
}

/** The rows of one sequence. */
export function rowsOfSequence({ starts }: Ragged, sequence: number): readonly [from: number, to: number] {
	return [starts[sequence] ?? 0, starts[sequence + 1] ?? 0];
}

/** The position of every row within its sequence. */
export function positionsOf(batch: Ragged): Int32Array {
	const positions = new Int32Array(batch.rows);
	for (let sequence = 0; sequence < batch.sequences; sequence++) {
		const [from, to] = rowsOfSequence(batch, sequence);
		for (let row = from; row < to; row++) positions[row] = row - from;
	}
	return positions;
}
