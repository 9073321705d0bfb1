import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attainable, bounds, finite, gridOf, linearImage, meansOf, neighbours, sumsOf, union, unitOf, widen } from './attainable.js';

const integers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 5 });

/** Whether a set contains a number, told by its neighbours: a boundary at the number has it below. */
function has(set: Attainable, value: number): boolean {
	return set.kind === 'anything' ? value >= set.min && value <= set.max : neighbours(set, value)?.below === value;
}

describe('units', () => {
	it('finds the largest power of two that divides all numbers', () => {
		expect(unitOf(finite([4, 6, 12]))).toBe(2);
		expect(unitOf(finite([0.5, 3]))).toBe(0.5);
		expect(unitOf(finite([1 / 3]))).toBeUndefined();
	});

	it('describes a set without a unit by its bounds', () => {
		expect(gridOf(finite([0.1, 0.7]))).toEqual({ kind: 'anything', min: 0.1, max: 0.7 });
	});
});

describe('neighbours', () => {
	it('takes the numbers of a finite set on both sides, the boundary itself below', () => {
		expect(neighbours(finite([1, 2, 5]), 2)).toEqual({ below: 2, above: 5 });
		expect(neighbours(finite([1, 2]), 7)).toEqual({ below: 2, above: Infinity });
		expect(neighbours(finite([1, 2]), 0)).toEqual({ below: -Infinity, above: 1 });
	});

	it('finds the fractions next to a boundary that no double equals', () => {
		// 5/12 as the mean of 1/3 and 1/2 in doubles is a little below the double nearest to 5/12.
		const boundary = (1 / 3 + 1 / 2) / 2;
		const near = neighbours(meansOf(finite([0, 1]), 12), boundary);
		expect(near?.above).toBe(5 / 12);
		expect(near?.below).toBe(2 / 5);
	});

	it('knows nothing where every number is attainable', () => {
		expect(neighbours(gridOf(finite([0.1, 0.7])), 0.3)).toBeUndefined();
	});

	it('has every mean of up to n numbers', () => {
		fc.assert(
			fc.property(integers, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (values, picks) => {
				const chosen = picks.map((pick) => values[pick % values.length] ?? 0);
				const mean = chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
				expect(has(meansOf(finite(values), 8), mean)).toBe(true);
			}),
		);
	});
});

describe('images', () => {
	it('have every sum of up to n numbers', () => {
		fc.assert(
			fc.property(integers, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (values, picks) => {
				const sum = picks.reduce((total, pick) => total + (values[pick % values.length] ?? 0), 0);
				expect(has(sumsOf(finite(values), 6), sum)).toBe(true);
			}),
		);
	});

	it('have every value of a linear map', () => {
		fc.assert(
			fc.property(
				integers,
				integers,
				fc.integer({ min: -3, max: 3 }),
				fc.integer({ min: -3, max: 3 }),
				fc.nat(),
				fc.nat(),
				(a, b, x, y, i, j) => {
					const image = linearImage(
						[
							{ coefficient: x, of: finite(a) },
							{ coefficient: y, of: finite(b) },
						],
						1,
					);
					const value = x * (a[i % a.length] ?? 0) + y * (b[j % b.length] ?? 0) + 1;
					expect(has(image, value === 0 ? 0 : value)).toBe(true);
				},
			),
		);
	});

	it('have everything of both sides of a union', () => {
		fc.assert(
			fc.property(integers, integers, (a, b) => {
				const both = union(meansOf(finite(a), 3), finite(b));
				for (const value of [...a, ...b]) expect(both.kind === 'means' || has(both, value)).toBe(true);
				expect(bounds(both).min).toBeLessThanOrEqual(Math.min(...a, ...b));
				expect(bounds(both).max).toBeGreaterThanOrEqual(Math.max(...a, ...b));
			}),
		);
	});

	it('open towards the side that grows', () => {
		expect(widen(finite([0, 1]), finite([0, 1, 2]))).toEqual({ kind: 'grid', unit: 1, min: 0, max: Infinity });
	});
});
