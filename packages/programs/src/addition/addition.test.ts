import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { addition } from './task.js';

const codec = addition.codec();

test('the shorter number is filled up with zeros', () => {
	expect(codec.encode('789+456').join('')).toBe('s789+456e');
	expect(codec.encode('12+7').join('')).toBe('s12+07e');
	expect(codec.encode(' 5 + 0123 ').join('')).toBe('s0005+0123e');
});

test('the answer ends before the last position and has no zeros in front', () => {
	expect(codec.decode([0, 0, 0, 0, 1, 2, 4, 5, 0], codec.encode('789+456'))).toBe('1245');
	expect(codec.decode([0, 0, 0, 0, 0], codec.encode('0+0'))).toBe('0');
	expect(codec.decode([0, 0, 0, 0, 0, 1, 0, 1, 0], codec.encode('100+1'))).toBe('101');
});

test.each(['12+', '+12', '12', '1+2+3', '1 2+3', '-1+2', '1.5+2', 'one+two', ''])('"%s" is ALTA8009', (text) => {
	expect(() => codec.encode(text)).toThrow(/ALTA8009[\s\S]*789\+456/);
	expect(() => addition.oracle()(text)).toThrow('ALTA8009');
});

describe('the oracle', () => {
	test('adds numbers of any length', () => {
		expect(addition.oracle()('789+456')).toBe('1245');
		expect(addition.oracle()(`${'9'.repeat(40)}+1`)).toBe(`1${'0'.repeat(40)}`);
		fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => addition.oracle()(`${a}+${b}`) === String(a + b)));
	});
});

test('generated lengths are those of the longer number, stay within the limits and reach both ends', () => {
	const random = createRandom(5);
	const sums = Array.from({ length: 200 }, () =>
		addition
			.generate()(random, { minLength: 2, maxLength: 5 })
			.split('+')
			.map((number) => number.length),
	);
	expect(new Set(sums.map((lengths) => Math.max(...lengths)))).toEqual(new Set([2, 3, 4, 5]));
	expect(sums.some(([a = 0, b = 0]) => a < b) && sums.some(([a = 0, b = 0]) => a > b)).toBe(true);
});
