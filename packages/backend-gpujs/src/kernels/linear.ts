import type { ActivationName } from '@alta-ts/tensor';
import { activate } from './activation.js';
import { type Kernel, rowAndColumn } from './kernel.js';

/**
 * out [rows, columns] = activation(x [rows, inputs] · weight [inputs, columns] + bias [columns]). The bias comes first, then the products in
 * ascending order of inputs.
 */
export function linearDense(activation: ActivationName): Kernel {
	return {
		name: `linear-dense ${activation}`,
		parameters: { x: 'Array', weight: 'Array', bias: 'Array', inputs: 'Integer', columns: 'Integer' },
		body: `${rowAndColumn}
	let sum = bias[column];
	for (let i = 0; i < inputs; i++) {
		sum = sum + x[row * inputs + i] * weight[i * columns + column];
	}
	${activate(activation)}`,
	};
}

/** The same with a weight in compressed columns, `starts` [columns + 1], and the input and the value of each entry. */
export function linearSparse(activation: ActivationName): Kernel {
	return {
		name: `linear-sparse ${activation}`,
		parameters: { x: 'Array', starts: 'Array', places: 'Array', values: 'Array', bias: 'Array', inputs: 'Integer', columns: 'Integer' },
		body: `${rowAndColumn}
	const start = starts[column];
	const count = starts[column + 1] - start;
	let sum = bias[column];
	for (let i = 0; i < count; i++) {
		sum = sum + x[row * inputs + places[start + i]] * values[start + i];
	}
	${activate(activation)}`,
	};
}
