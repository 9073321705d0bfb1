/**
 * Writes plain data as JSON with the keys of every object sorted, so that equal data gives equal text.
 * Fields that are undefined are left out. Numbers must be finite; check before.
 */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([, field]) => field !== undefined);
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}
