import { returnActivated } from './activation.js';
import { type Kernel, rowAndColumn } from './kernel.js';

/**
 * out [rows, columns] = activation(x [rows, inputs] · weight [inputs, columns] + bias [columns]), the activation by its number. The bias comes
 * first, then the products in ascending order of inputs.
 */
export const linearDense: Kernel = {
	name: 'linear-dense',
	manySizes: true,
	parameters: { x: 'Array', weight: 'Array', bias: 'Array', inputs: 'Integer', columns: 'Integer', activation: 'Integer' },
	body: `${rowAndColumn}
	let sum = bias[column];
	for (let i = 0; i < inputs; i++) {
		sum = sum + x[row * inputs + i] * weight[i * columns + column];
	}
${returnActivated}`,
};

/** The same with a weight in compressed columns, `starts` [columns + 1], and the input and the value of each entry. */
export const linearSparse: Kernel = {
	name: 'linear-sparse',
	manySizes: true,
	parameters: {
		x: 'Array',
		starts: 'Array',
		places: 'Array',
		values: 'Array',
		bias: 'Array',
		inputs: 'Integer',
		columns: 'Integer',
		activation: 'Integer',
	},
	body: `${rowAndColumn}
	const start = starts[column];
	const count = starts[column + 1] - start;
	let sum = bias[column];
	for (let i = 0; i < count; i++) {
		sum = sum + x[row * inputs + places[start + i]] * values[start + i];
	}
${returnActivated}`,
};
