import type { Kernel } from './kernel.js';
import { randomArray } from './random-array.js';

/** The sizes of a layer normalisation of each row. */
export interface LayerNormSizes {
	readonly kind: 'layer-norm';
	readonly rows: number;
	readonly columns: number;
}

/** What is added to every variance. */
export const EPSILON: number = 1e-5;

/** Each row shifted to mean 0 and scaled to variance 1, then a gain and a bias for each column. */
export function layerNorm({ rows, columns }: LayerNormSizes): Kernel {
	const x = randomArray([rows, columns], 9);
	const gain = randomArray([columns], 10);
	const bias = randomArray([columns], 11);
	return {
		inputs: { x },
		constants: { gain, bias },
		outShape: [rows, columns],
		plain: () => normaliseRows(x.data, gain.data, bias.data),
		steps: [{ op: 'layer-norm', label: 'normalise', x: 'x', gain: 'gain', bias: 'bias', epsilon: EPSILON, out: 'out' }],
		nodes: [{ op: 'LayerNormalization', inputs: ['x', 'gain', 'bias'], attributes: { epsilon: { float: EPSILON } } }],
		tfjs: (tf, named) => {
			const { mean, variance } = tf.moments(named('x'), -1, true);
			const normal = tf.mul(tf.sub(named('x'), mean), tf.rsqrt(tf.add(variance, EPSILON)));
			return tf.add(tf.mul(normal, named('gain')), named('bias'));
		},
		jax: ({ nn }, named) => nn.standardize(named('x'), -1, { epsilon: EPSILON }).mul(named('gain')).add(named('bias')),
	};
}

/** The loops. */
export function normaliseRows(x: Float32Array, gain: Float32Array, bias: Float32Array): Float32Array {
	const columns = gain.length;
	const out = new Float32Array(x.length);
	for (let start = 0; start < x.length; start += columns) {
		let sum = 0;
		for (let column = 0; column < columns; column++) sum += x[start + column] ?? 0;
		const mean = sum / columns;
		let squares = 0;
		for (let column = 0; column < columns; column++) squares += ((x[start + column] ?? 0) - mean) ** 2;
		const factor = 1 / Math.sqrt(squares / columns + EPSILON);
		for (let column = 0; column < columns; column++)
			out[start + column] = ((x[start + column] ?? 0) - mean) * factor * (gain[column] ?? 0) + (bias[column] ?? 0);
	}
	return out;
}
