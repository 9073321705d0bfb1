import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.js';

/** The same data with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, field]) => [key, reversed(field)]),
	);
}

describe('canonicalJson', () => {
	test('does not depend on the order of keys', () => {
		expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null, e: undefined })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
				expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});
});
