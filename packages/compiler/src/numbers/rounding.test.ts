import { roundTo, TENSOR_DTYPES } from '@alta-ts/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { precisionOf } from './precision.js';
import { ceilTo, floorTo, roundings } from './rounding.js';

describe.each(TENSOR_DTYPES)('%s', (dtype) => {
	const precision = precisionOf(dtype);
	const numbers = fc.double({ min: -precision.finite / 4, max: precision.finite / 4, noNaN: true });

	it('has its neighbours on both sides of a number', () => {
		fc.assert(
			fc.property(numbers, (x) => {
				const [below, above] = [floorTo(precision, x), ceilTo(precision, x)];
				expect(below).toBeLessThanOrEqual(x);
				expect(above).toBeGreaterThanOrEqual(x);
				expect(roundTo(dtype, below) - below).toBe(0);
				expect(roundTo(dtype, above) - above).toBe(0);
				expect([below + 0, above + 0]).toContain(roundTo(dtype, x) + 0);
			}),
		);
	});

	it('has the limits that its numbers have', () => {
		const { bits, epsilon, tiny, finite, vanishing, separation } = precision;
		expect(roundTo(dtype, finite)).toBe(finite);
		expect([roundTo(dtype, 1 + epsilon), roundTo(dtype, 1 + epsilon / 2)]).toEqual([1 + epsilon, 1]);
		expect([roundTo(dtype, 2 ** bits - 1), roundTo(dtype, 2 ** bits + 1)]).toEqual([2 ** bits - 1, 2 ** bits]);
		expect([roundTo(dtype, tiny), roundTo(dtype, tiny / 2)]).toEqual([tiny, 0]);
		expect(roundTo(dtype, Math.exp(-vanishing))).toBe(0);
		expect(separation).toBeGreaterThan(vanishing);
		if (dtype !== 'f64') expect(roundTo(dtype, finite * (1 + epsilon))).toBe(Infinity);
	});

	it('bounds what sums that are rounded after every step lose', () => {
		const positive = fc.array(fc.double({ min: 2 ** -8, max: 4, noNaN: true }), { minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(positive, (given) => {
				const terms = given.map((each) => roundTo(dtype, each));
				const exact = terms.reduce((a, b) => a + b, 0);
				const rounded = terms.reduce((a, b) => roundTo(dtype, a + b), 0);
				// Double precision itself rounds the sum that stands for the exact one.
				const own = dtype === 'f64' ? 2 : 1;
				expect(Math.abs(rounded - exact)).toBeLessThanOrEqual(own * exact * roundings(precision, terms.length));
			}),
		);
	});
});

it('a bound on roundings is not twice too large: adding a little more than half of the last place rounds up every time', () => {
	const precision = precisionOf('bf16');
	const count = 60;
	let [rounded, exact] = [1, 1];
	for (let i = 0; i < count; i++) {
		const next = roundTo('bf16', 2 ** -8 * 1.008);
		exact += next;
		rounded = roundTo('bf16', rounded + next);
	}
	const off = (rounded - exact) / exact;
	expect(off).toBeLessThanOrEqual(roundings(precision, count));
	expect(off).toBeGreaterThan(roundings(precision, count) / 2);
});
