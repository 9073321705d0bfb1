import { expect, test } from 'vitest';
import { halfBits, halfOf } from './half.js';

test('every number of f16 has the bits it came from', () => {
	const wrong = Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter((bits) => {
		const number = halfOf(bits);
		return Number.isNaN(number) ? !Number.isNaN(halfOf(halfBits(number))) : halfBits(number) !== bits;
	});
	expect(wrong).toEqual([]);
});

test('bits stand for the numbers that IEEE 754 says', () => {
	const numbers = [0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x3555, 0x3c00, 0xc000, 0x7bff, 0x7c00, 0xfc00, 0x7e00].map(halfOf);
	expect(numbers).toEqual([
		0,
		-0,
		2 ** -24,
		1023 * 2 ** -24,
		2 ** -14,
		1365 / 4096,
		1,
		-2,
		65_504,
		Number.POSITIVE_INFINITY,
		Number.NEGATIVE_INFINITY,
		Number.NaN,
	]);
});
