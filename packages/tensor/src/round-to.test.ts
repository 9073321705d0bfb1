import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rounding, store } from './round-to.js';

const formats = [
	{ dtype: 'f16', bits: 11, lowest: -14, largest: 65_504 },
	{ dtype: 'bf16', bits: 8, lowest: -126, largest: (2 - 2 ** -7) * 2 ** 127 },
] as const;

/** Every number of the format that is not negative, ascending, with the even one of two neighbours at even places. */
function numbersOf({ bits, lowest, largest }: (typeof formats)[number]): number[] {
	const numbers: number[] = [];
	for (let step = 0; ; step++) {
		const octave = Math.max(0, Math.floor(step / 2 ** (bits - 1)) - 1);
		const number = (step - octave * 2 ** (bits - 1)) * 2 ** (lowest + octave - bits + 1);
		if (number > largest) return numbers;
		numbers.push(number);
	}
}

describe.each(formats)('rounding to $dtype', (format) => {
	const round = rounding(format.dtype) ?? Number;
	const numbers = numbersOf(format);

	it('leaves its numbers as they are', () => {
		expect(numbers.map(round)).toEqual(numbers);
		expect(numbers.slice(1).map((x) => round(-x))).toEqual(numbers.slice(1).map((x) => -x));
	});

	it('goes to the nearer neighbour, and to the even one from half-way', () => {
		numbers.slice(0, -1).forEach((below, place) => {
			const above = numbers[place + 1] ?? 0;
			const [middle, little] = [(below + above) / 2, (above - below) * 2 ** -30];
			const found = [middle - little, middle, middle + little].map(round);
			expect(found).toEqual([below, place % 2 === 0 ? below : above, above]);
		});
	});

	it('becomes infinite half-way beyond the largest number', () => {
		const gap = format.largest - (numbers.at(-2) ?? 0);
		const found = [format.largest + gap * 0.4999, format.largest + gap / 2, -1e300, Infinity].map(round);
		expect(found).toEqual([format.largest, Infinity, -Infinity, Infinity]);
		expect(round(Number.NaN)).toBeNaN();
	});

	it('is odd and never swaps two numbers', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
				expect(round(Math.min(a, b))).toBeLessThanOrEqual(round(Math.max(a, b)));
				expect(round(-a)).toBe(-round(a));
			}),
		);
	});
});

it('stores results rounded once, not by way of f32', () => {
	const out = new Float32Array(3);
	store('bf16', Float64Array.of(1 + 2 ** -8 + 2 ** -40, 3), out, 1);
	expect(out).toEqual(Float32Array.of(0, 1 + 2 ** -7, 3));
	store('f32', Float64Array.of(1 / 3), out, 0);
	expect(out[0]).toBe(Math.fround(1 / 3));
});
