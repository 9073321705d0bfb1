import type { ActivationName } from '../plan.js';
import { erfc } from './erfc.js';

/**
 * The activation functions, in double precision.
 *
 * `clipped-relu` is min(1, max(0, x)); `gelu` is x·Φ(x) with the exact normal distribution Φ. NaN stays NaN in all of them.
 */
export const activations: Readonly<Record<ActivationName, (x: number) => number>> = {
	none: (x) => x,
	relu: (x) => Math.max(0, x),
	'clipped-relu': (x) => Math.min(1, Math.max(0, x)),
	gelu: (x) => (x === 0 || x < -50 ? 0 : x > 50 ? x : (x * erfc(-x / Math.SQRT2)) / 2),
	tanh: Math.tanh,
	sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};
