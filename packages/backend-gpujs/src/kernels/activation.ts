import type { ActivationName } from '@alta-ts/tensor';

/** The numbers by which kernels know activations. */
export const ACTIVATIONS: Readonly<Record<ActivationName, number>> = { none: 0, relu: 1, 'clipped-relu': 2, sigmoid: 3, tanh: 4, gelu: 5 };

/**
 * Statements that return the activation, by number, of `sum`. relu and clipped-relu are exact; tanh and sigmoid come from exp at arguments that
 * do not overflow; gelu is x·Φ(x), with Φ from erfc as a polynomial times exp(−x²), relative error below 2e-7. Beyond what f32 holds, gelu and
 * sigmoid are 0.
 */
export const returnActivated: string = `
	if (activation === ${ACTIVATIONS.relu} && sum < 0) { return 0; }
	if (activation === ${ACTIVATIONS['clipped-relu']}) {
		if (sum > 1) { return 1; }
		if (sum < 0) { return 0; }
	}
	if (activation === ${ACTIVATIONS.sigmoid}) {
		if (sum < -88) { return 0; }
		return 1 / (1 + Math.exp(Math.max(-88, -sum)));
	}
	if (activation === ${ACTIVATIONS.tanh}) {
		const size = Math.min(Math.abs(sum), 10);
		const square = size * size;
		let bent = 1 - 2 / (Math.exp(2 * size) + 1);
		if (size < 0.25) {
			bent = size * (1 + square * (-0.333333333 + square * (0.133333333 + square * (-0.053968254 + square * 0.0218694885))));
		}
		if (sum < 0) { return -bent; }
		return bent;
	}
	if (activation === ${ACTIVATIONS.gelu}) {
		const far = Math.min(Math.abs(sum) * 0.70710678, 9.5);
		const t = 1 / (1 + 0.5 * far);
		const inner = 0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)));
		const series = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * inner))));
		let tail = 0.5 * t * sum * Math.exp(series - far * far);
		if (far > 9.4) { tail = 0; }
		if (sum > 0) { return sum - tail; }
		return tail;
	}
	return sum;`;
