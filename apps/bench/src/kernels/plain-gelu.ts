/** x · Φ(x), where Φ is the distribution of the standard normal: the exact GELU, to about 1e-7. */
export function plainGelu(x: number): number {
	return (x * (1 + erf(x * Math.SQRT1_2))) / 2;
}

/** The error function (Abramowitz and Stegun, 7.1.26), within 1.5e-7. */
function erf(x: number): number {
	const t = 1 / (1 + 0.3275911 * Math.abs(x));
	const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
	return Math.sign(x) * (1 - polynomial * Math.exp(-x * x));
}
