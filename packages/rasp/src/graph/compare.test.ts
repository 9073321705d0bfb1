import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareValues } from './compare.js';

test('texts are ordered by code point', () => {
	expect(compareValues('\uffff', '\u{1f600}')).toBeLessThan(0);
	expect(compareValues('a', 'ab')).toBeLessThan(0);
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
			const [x, y] = [[...a], [...b]].map((text) => text.map((each) => String(each.codePointAt(0)).padStart(7, '0')).join(''));
			expect(Math.sign(compareValues(a, b))).toBe((x ?? '') < (y ?? '') ? -1 : x === y ? 0 : 1);
		}),
	);
});

test('values without an order are named (ALTA0501)', () => {
	expect(() => compareValues('a', 1n)).toThrow('A text and an int have no order.');
});
