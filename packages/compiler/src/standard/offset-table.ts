import type { OffsetSet } from '@alta-ts/core';

/** Whether a set of offsets contains one; all do where there is no set. */
export function isAllowed(offsets: OffsetSet | undefined, offset: number): boolean {
	if (offsets === undefined) return true;
	if ('length' in offsets) return offsets.includes(offset);
	return offset >= (offsets.from ?? -Infinity) && offset <= (offsets.to ?? Infinity);
}

/** Whether a head must compare positions, because some key that it could see is at an offset that it leaves out. */
export function asksForOffsets(offsets: OffsetSet | undefined, length: number | undefined, causal: boolean): boolean {
	if (offsets === undefined) return false;
	const furthest = length === undefined ? Infinity : length - 1;
	if ('length' in offsets) {
		const visible = new Set(offsets.filter((offset) => Math.abs(offset) <= furthest && !(causal && offset > 0)));
		return visible.size < furthest + 1 + (causal ? 0 : furthest);
	}
	return (offsets.from ?? -Infinity) > -furthest || (offsets.to ?? Infinity) < (causal ? 0 : furthest);
}
