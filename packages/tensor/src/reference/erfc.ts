/**
 * The complementary error function, 1 − erf(x), to about 15 significant digits, also where it is tiny.
 *
 * Below 2 from the series of erf whose terms are all positive; above from the continued fraction of erfc.
 */
export function erfc(x: number): number {
	if (Number.isNaN(x)) return x;
	if (x < 0) return 2 - erfc(-x);
	return x < 2 ? 1 - erfBySeries(x) : erfcByFraction(x);
}

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1)). */
function erfBySeries(x: number): number {
	let term = x;
	let sum = x;
	for (let n = 1; term > sum * 1e-17; n++) {
		term *= (2 * x * x) / (2 * n + 1);
		sum += term;
	}
	return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), evaluated from the inside out. */
function erfcByFraction(x: number): number {
	if (x > 30) return 0;
	let tail = x;
	for (let k = 120; k >= 1; k--) tail = x + k / 2 / tail;
	return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}
