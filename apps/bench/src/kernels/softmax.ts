import type { Kernel } from './kernel.js';
import { randomArray } from './random-array.js';

/** The sizes of a softmax over each row. */
export interface SoftmaxSizes {
	readonly kind: 'softmax';
	readonly rows: number;
	readonly columns: number;
}

/** The softmax of each row. */
export function softmax({ rows, columns }: SoftmaxSizes): Kernel {
	const x = randomArray([rows, columns], 8);
	return {
		inputs: { x },
		constants: {},
		outShape: [rows, columns],
		plain: () => softmaxRows(x.data, columns),
		steps: [{ op: 'softmax', label: 'softmax', x: 'x', out: 'out' }],
		nodes: [{ op: 'Softmax', inputs: ['x'], attributes: { axis: { integer: -1 } } }],
		tfjs: (tf, named) => tf.softmax(named('x')),
		jax: ({ nn }, named) => nn.softmax(named('x'), -1),
	};
}

function softmaxRows(x: Float32Array, columns: number): Float32Array {
	const out = new Float32Array(x.length);
	for (let start = 0; start < x.length; start += columns) {
		let largest = Number.NEGATIVE_INFINITY;
		for (let place = start; place < start + columns; place++) largest = Math.max(largest, x[place] ?? 0);
		let total = 0;
		for (let place = start; place < start + columns; place++) {
			const weight = Math.exp((x[place] ?? 0) - largest);
			out[place] = weight;
			total += weight;
		}
		for (let place = start; place < start + columns; place++) out[place] = (out[place] ?? 0) / total;
	}
	return out;
}
