import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duplicateKeys } from './duplicate-keys.js';

describe('duplicateKeys', () => {
	test('finds keys that occur twice in one object, however they are written', () => {
		expect(duplicateKeys('{"a":1,"b":{"a":2},"\\u0061":3}')).toEqual(['a']);
		expect(duplicateKeys('[{"x":[{"y":1,"y":2}],"x":{}}]')).toEqual(['y', 'x']);
		expect(duplicateKeys('{"a":["a:","{"],"b\\"":{"a":"}"},"\\\\":1}')).toEqual([]);
	});

	test('finds none where there are none', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(duplicateKeys(JSON.stringify(JSON.parse(text)))).toEqual([]);
			}),
		);
	});
});
