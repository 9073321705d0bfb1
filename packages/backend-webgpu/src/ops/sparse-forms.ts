import type { SparseMatrix } from '@alta-ts/tensor';
import { halfBits } from '../device/half.js';

/** A sparse matrix as kernels read it: `entries` are pairs of an index and the bits of a value, those of line i from `starts[i]`. */
export interface CompressedLines {
	readonly starts: Uint32Array<ArrayBuffer>;
	readonly entries: Uint32Array<ArrayBuffer>;
}

/** By rows; the index is the column. */
export function byRows({ rowStarts, columns, values }: SparseMatrix): CompressedLines {
	const entries = new Uint32Array(2 * columns.length);
	const floats = new Float32Array(entries.buffer);
	columns.forEach((column, at) => {
		entries[2 * at] = column;
		floats[2 * at + 1] = values[at] ?? 0;
	});
	return { starts: Uint32Array.from(rowStarts), entries };
}

/** Entries whose values are bits of f16, in the upper half of the word, from those whose values are bits of f32. */
export function asHalves(entries: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
	const floats = new Float32Array(entries.buffer);
	return entries.map((word, at) => (at % 2 === 0 ? word : halfBits(floats[at] ?? 0) << 16));
}

/** By columns; the index is the row, ascending. */
export function byColumns({ shape: [rows, width], rowStarts, columns, values }: SparseMatrix): CompressedLines {
	const starts = new Uint32Array(width + 1);
	for (const column of columns) starts[column + 1] = (starts[column + 1] ?? 0) + 1;
	for (let column = 0; column < width; column++) starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
	const next = starts.slice();
	const entries = new Uint32Array(2 * columns.length);
	const floats = new Float32Array(entries.buffer);
	for (let row = 0; row < rows; row++) {
		for (let entry = rowStarts[row] ?? 0; entry < (rowStarts[row + 1] ?? 0); entry++) {
			const column = columns[entry] ?? 0;
			const at = next[column] ?? 0;
			next[column] = at + 1;
			entries[2 * at] = row;
			floats[2 * at + 1] = values[entry] ?? 0;
		}
	}
	return { starts, entries };
}

/** The lines by how many entries they have, the fullest first; ascending where they have as many. */
export function fullestFirst({ starts }: CompressedLines): Uint32Array<ArrayBuffer> {
	const length = (line: number): number => (starts[line + 1] ?? 0) - (starts[line] ?? 0);
	return Uint32Array.from({ length: starts.length - 1 }, (_, line) => line).sort((a, b) => length(b) - length(a) || a - b);
}
