import type { DType } from '@alta-ts/tensor';

/*
 * How far a backend may be from the reference.
 *
 * Write u for the unit roundoff of a dtype: rounding to it changes a number by at most the factor 1 ± u. The contract lets a backend round
 * every product and every partial sum, so a term that goes through k roundings is off by at most the factor (1 + u)^k, and a sum of terms by
 * ((1 + u)^k − 1) · Σ|term|, whatever the order: no term of a sum of n products and a bias goes through more than n + 1 of them. This is
 * `growth`. The reference itself computes in f64, with the same bound for its own u; the two bounds add up.
 *
 * exp may be off by (4 + 2|x|) units in the last place, of 2u each: devices promise 3 + 2|x| (WGSL, Vulkan), and one is for rounding.
 * Numbers below the smallest normal one may be flushed to zero, so every rounding may cost that much, too.
 */

interface Format {
	/** Unit roundoff. */
	readonly unit: number;
	/** The smallest normal number. */
	readonly tiny: number;
}

const formats: ReadonlyMap<DType, Format> = new Map<DType, Format>([
	['f64', { unit: 2 ** -53, tiny: 2 ** -1022 }],
	['f32', { unit: 2 ** -24, tiny: 2 ** -126 }],
	['f16', { unit: 2 ** -11, tiny: 2 ** -14 }],
	['bf16', { unit: 2 ** -8, tiny: 2 ** -126 }],
]);

const exact: Format = { unit: 0, tiny: 0 };

/** The unit roundoff of a dtype; 0 for i32, which is exact. */
export function unitOf(dtype: DType): number {
	return (formats.get(dtype) ?? exact).unit;
}

/** The smallest normal number of a dtype, as which nothing may count. */
export function tinyOf(dtype: DType): number {
	return (formats.get(dtype) ?? exact).tiny;
}

/** How far a term may be off after k roundings, as a part of it: ((1 + u)^k − 1), for the dtype and for the reference's f64. */
export function growth(dtype: DType, roundings: number): number {
	return grown(unitOf(dtype), roundings) + grown(unitOf('f64'), roundings);
}

/** How far exp(x), x ≤ 0, may be off, as a part of it. */
export function expGrowth(dtype: DType, x: number): number {
	return (4 + 2 * Math.abs(x)) * 2 * (unitOf(dtype) + unitOf('f64'));
}

function grown(unit: number, roundings: number): number {
	return Math.expm1(roundings * Math.log1p(unit));
}
