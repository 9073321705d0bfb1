import type { Value } from '@alta-ts/core';
import type { VariableBlock } from '@alta-ts/model';
import { encodeBlock } from '@alta-ts/model';

/** The coordinates that hold something other than zero when a variable has a value, with what they hold. */
export function encoding(block: VariableBlock, value: Value): ReadonlyMap<number, number> {
	const row = new Float64Array(block.start + block.width);
	encodeBlock(block, value, row);
	const entries = new Map<number, number>();
	for (let coordinate = block.start; coordinate < row.length; coordinate++) {
		const entry = row[coordinate] ?? 0;
		if (entry !== 0) entries.set(coordinate, entry);
	}
	return entries;
}

/** The coordinates of a block that hold 0 or 1: all but the number of a numerical variable and the code of an ordinal one. */
export function binaryCoordinates(block: VariableBlock): readonly number[] {
	const first = block.kind === 'numerical' || block.kind === 'ordinal' ? block.start + 1 : block.start;
	return Array.from({ length: block.start + block.width - first }, (_, i) => first + i);
}
