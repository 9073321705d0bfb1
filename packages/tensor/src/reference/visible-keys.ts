import type { AttentionHead } from '../plan.js';

/** Writes the key positions that a query sees to `keys`, ascending, and returns how many there are. */
export type VisibleKeys = (query: number, length: number, keys: Int32Array) => number;

/** Which keys of a sequence a query sees under an offset set (key position − query position); all of them when there is none. */
export function visibleKeys(offsets: AttentionHead['offsets']): VisibleKeys {
	if (offsets === undefined) return range(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
	if (!('length' in offsets)) return range(offsets.from ?? Number.NEGATIVE_INFINITY, offsets.to ?? Number.POSITIVE_INFINITY);
	const ascending = [...new Set(offsets)].sort((a, b) => a - b);
	return (query, length, keys) => {
		let count = 0;
		for (const offset of ascending) {
			const key = query + offset;
			if (key >= 0 && key < length) keys[count++] = key;
		}
		return count;
	};
}

function range(from: number, to: number): VisibleKeys {
	return (query, length, keys) => {
		const first = Math.max(0, query + from);
		const last = Math.min(length - 1, query + to);
		for (let key = first; key <= last; key++) keys[key - first] = key;
		return Math.max(0, last - first + 1);
	};
}
