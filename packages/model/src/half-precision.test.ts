import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataOf, type HalfDType, halfBits, halfNumber, roundTo } from './half-precision.js';

const patterns = Array.from({ length: 2 ** 16 }, (_, bits) => bits);
const dtypes: readonly HalfDType[] = ['f16', 'bf16'];

describe.each(dtypes)('%s', (dtype) => {
	test('every pattern stands for a number that has this pattern', () => {
		const wrong = patterns.filter((bits) => {
			const number = halfNumber(dtype, bits);
			return Number.isNaN(number) ? !Number.isNaN(halfNumber(dtype, halfBits(dtype, number))) : halfBits(dtype, number) !== bits;
		});
		expect(wrong).toEqual([]);
	});

	test('a 32-bit number holds every number exactly', () => {
		const numbers = patterns.map((bits) => halfNumber(dtype, bits));
		expect([...Float32Array.from(numbers)]).toEqual(numbers);
	});

	test('a number is rounded to the nearest of its two neighbours, to the even one half-way', () => {
		const positive = patterns.filter((bits) => Number.isFinite(halfNumber(dtype, bits)) && bits < 0x8000);
		for (const bits of positive.slice(0, -1)) {
			const [below, above] = [halfNumber(dtype, bits), halfNumber(dtype, bits + 1)];
			const middle = (below + above) / 2;
			const step = (above - below) / 1024;
			const rounded = [below + step, middle - step, middle, middle + step, above - step].map((x) => roundTo(dtype, x));
			expect(rounded).toEqual([below, below, bits % 2 === 0 ? below : above, above, above]);
		}
	});

	test('rounding never swaps two numbers, and keeps the sign', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
				const [x, y] = a <= b ? [a, b] : [b, a];
				expect(roundTo(dtype, x)).toBeLessThanOrEqual(roundTo(dtype, y));
				expect(roundTo(dtype, -x)).toBe(-roundTo(dtype, x));
			}),
		);
	});
});

test('the limits of f16', () => {
	const largest = 65_504;
	expect(halfBits('f16', 1)).toBe(0x3c00);
	expect([65_519.99, 65_520, -65_520, 1e300].map((x) => roundTo('f16', x))).toEqual([largest, Infinity, -Infinity, Infinity]);
	expect([2 ** -24, 2 ** -25, 2 ** -25 * 1.001, 1e-300].map((x) => roundTo('f16', x))).toEqual([2 ** -24, 0, 2 ** -24, 0]);
});

test('the limits of bf16', () => {
	const largest = (2 - 2 ** -7) * 2 ** 127;
	expect(halfBits('bf16', 1)).toBe(0x3f80);
	expect([largest, largest * (1 + 2 ** -10), 2 ** 128].map((x) => roundTo('bf16', x))).toEqual([largest, largest, Infinity]);
	expect([2 ** -133, 2 ** -134, 257, 259].map((x) => roundTo('bf16', x))).toEqual([2 ** -133, 0, 256, 260]);
});

test('numbers are rounded once, not by way of 32 bits', () => {
	// Half-way between two numbers of bf16 but for a bit that 32 bits have no room for.
	const x = 1 + 2 ** -8 + 2 ** -40;
	expect(roundTo('bf16', x)).toBe(1 + 2 ** -7);
	expect(roundTo('bf16', Math.fround(x))).toBe(1);
	expect([...dataOf('bf16', [x])]).toEqual([1 + 2 ** -7]);
	expect(dataOf('f64', [x])).toEqual(Float64Array.of(x));
	expect(dataOf('f32', [x])).toEqual(Float32Array.of(x));
});
