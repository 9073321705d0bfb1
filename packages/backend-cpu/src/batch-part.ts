import { type BoundDims, type BufferType, bytesOf } from '@alta-ts/tensor';
import type { Memory } from './memory/memory.js';

/** Some sequences of a batch, one after the other. */
export interface BatchPart {
	readonly dims: BoundDims;
	readonly firstRow: number;
	readonly firstSequence: number;
	/** Where its sequences are among its own rows; undefined for the whole batch. */
	readonly starts: Int32Array | undefined;
}

/** A sequence of so many rows is a part of its own; shorter ones go together. */
const ENOUGH_ROWS = 64;

/** The whole batch as one part. */
export function wholeBatch(dims: BoundDims): BatchPart {
	return { dims, firstRow: 0, firstSequence: 0, starts: undefined };
}

/**
 * Divides a batch into parts that are small, so that their numbers stay in the cache from step to step and from pass to pass.
 *
 * @param starts where the row starts of the batch are.
 */
export function partsOf(
	starts: { readonly block: { readonly address: number } },
	{ sequences }: BoundDims,
	memory: Memory,
): readonly BatchPart[] {
	const place = starts.block.address / 4;
	const all = memory.i32.slice(place, place + sequences + 1);
	const parts: BatchPart[] = [];
	let first = 0;
	for (let sequence = 1; sequence <= sequences; sequence++) {
		const firstRow = all[first] ?? 0;
		const rows = (all[sequence] ?? 0) - firstRow;
		if (rows < ENOUGH_ROWS && sequence < sequences) continue;
		const own = all.slice(first, sequence + 1).map((row) => row - firstRow);
		parts.push({ dims: { rows, sequences: sequence - first }, firstRow, firstSequence: first, starts: own });
		first = sequence;
	}
	return parts.length > 1 ? parts : [wholeBatch({ rows: all[sequences] ?? 0, sequences })];
}

/** Where the part of a tensor is that belongs to a part of the batch. */
export function placeInPart(
	{ dtype, shape: dims }: BufferType,
	address: number,
	shape: readonly number[],
	part: BatchPart,
): { readonly address: number; readonly shape: readonly number[] } {
	const [first, ...rest] = shape;
	const [dim] = dims;
	if (first === undefined || (dim !== 'rows' && dim !== 'sequences')) return { address, shape };
	const entries = rest.reduce((product, size) => product * size, bytesOf(dtype));
	const skipped = dim === 'rows' ? part.firstRow : part.firstSequence;
	return { address: address + skipped * entries, shape: [dim === 'rows' ? part.dims.rows : part.dims.sequences, ...rest] };
}
