import type { Match, OffsetSet } from '@alta-ts/core';

/** The offsets that all offset matches of a head allow; undefined when all are allowed. */
export function allowedOffsets(where: readonly Match[]): OffsetSet | undefined {
	const sets = where.flatMap((match) => ('offsets' in match ? [match.offsets] : []));
	const lists = sets.filter((set): set is readonly number[] => 'length' in set);
	const ranges = sets.filter((set): set is Exclude<OffsetSet, readonly number[]> => !('length' in set));
	const [first, ...rest] = lists;
	if (first !== undefined) {
		return [...new Set(first)]
			.filter((offset) => rest.every((list) => list.includes(offset)) && ranges.every((range) => isWithin(range, offset)))
			.sort((a, b) => a - b);
	}
	if (ranges.length === 0) return undefined;
	const from = Math.max(...ranges.map((range) => range.from ?? -Infinity));
	const to = Math.min(...ranges.map((range) => range.to ?? Infinity));
	if (from > to) return [];
	return { ...(from === -Infinity ? {} : { from }), ...(to === Infinity ? {} : { to }) };
}

/** The most keys that a query of these matches can see in an input of this length. */
export function mostKeys(where: readonly Match[], length: number): number {
	const allowed = allowedOffsets(where);
	if (allowed === undefined) return length;
	if ('length' in allowed) return Math.min(allowed.length, length);
	return Math.min(length, (allowed.to ?? Infinity) - (allowed.from ?? -Infinity) + 1);
}

function isWithin(range: { readonly from?: number; readonly to?: number }, offset: number): boolean {
	return offset >= (range.from ?? -Infinity) && offset <= (range.to ?? Infinity);
}
