/** Where the sequences of a batch are among its rows: sequence `s` is rows `starts[s]` to `starts[s + 1]`, of which the first `lead` are not the caller's. */
export interface Ragged {
	readonly sequences: number;
	readonly rows: number;
	readonly starts: Int32Array;
	/** Rows in front of each sequence that no caller sees: 1 for a sink, else 0. */
	readonly lead: number;
}

/** Lays sequences of these lengths out one after the other, each behind `lead` rows of the model's own. */
export function ragged(lengths: readonly number[], lead = 0): Ragged {
	const starts = new Int32Array(lengths.length + 1);
	lengths.forEach((length, sequence) => {
		starts[sequence + 1] = (starts[sequence] ?? 0) + lead + length;
	});
	return { sequences: lengths.length, rows: starts[lengths.length] ?? 0, starts, lead };
}

/** The rows of one sequence that stand for the caller's positions. */
export function rowsOfSequence({ starts, lead }: Ragged, sequence: number): readonly [from: number, to: number] {
	return [(starts[sequence] ?? 0) + lead, starts[sequence + 1] ?? 0];
}

/** The position of every row within its sequence, counted from the first row of all. */
export function positionsOf(batch: Ragged): Int32Array {
	const positions = new Int32Array(batch.rows);
	for (let sequence = 0; sequence < batch.sequences; sequence++) {
		const [from, to] = [batch.starts[sequence] ?? 0, batch.starts[sequence + 1] ?? 0];
		for (let row = from; row < to; row++) positions[row] = row - from;
	}
	return positions;
}
