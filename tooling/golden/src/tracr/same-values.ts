import type { GraphValue } from '@alta-ts/rasp';

/** Whether two sequences are the same, numbers up to a relative tolerance. Truth values count as 0 and 1, as in Python. */
export function sameValues(a: readonly GraphValue[], b: readonly GraphValue[], tolerance = 1e-9): boolean {
	return a.length === b.length && a.every((each, at) => same(each, b[at], tolerance));
}

function same(a: GraphValue, b: GraphValue, tolerance: number): boolean {
	if (typeof a === 'object' && typeof b === 'object') return sameValues(a, b, tolerance);
	const [x, y] = [plain(a), plain(b)];
	if (typeof x === 'number' && typeof y === 'number') return Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(x));
	return x === y;
}

function plain(value: GraphValue): GraphValue {
	return typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : value;
}
