import type { GraphValue } from '@alta-ts/rasp';

/** Reads a recorded value: null is undefined, and `{ "tuple": […] }` a tuple. */
export function readValue(json: unknown): GraphValue {
	if (json === null || json === undefined) return undefined;
	if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
	if (typeof json === 'object' && 'tuple' in json && Array.isArray(json.tuple)) return json.tuple.map(readValue);
	throw new Error(`not a value: ${JSON.stringify(json)}`);
}
