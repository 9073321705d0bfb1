import type { Value } from '@alta-ts/core';
import type { VariableBlock } from '@alta-ts/model';
import { encodeBlock } from '@alta-ts/model';

/** The coordinates that hold something other than zero when a variable has a value, with what they hold. */
export function encoding(block: VariableBlock, value: Value): ReadonlyMap<number, number> {
	const row = new Float64Array(block.width);
	encodeBlock({ ...block, start: 0 }, value, row);
	return new Map([...row.entries()].flatMap(([index, entry]) => (entry === 0 ? [] : [[block.start + index, entry] as const])));
}

/** The coordinates of a block that hold 0 or 1: all but the number of a numerical variable and the code of an ordinal one. */
export function binaryCoordinates(block: VariableBlock): readonly number[] {
	const first = block.kind === 'numerical' || block.kind === 'ordinal' ? block.start + 1 : block.start;
	return Array.from({ length: block.start + block.width - first }, (_, i) => first + i);
}
