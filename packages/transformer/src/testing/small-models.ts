import { type DenseTensor, type LayerConfig, MODEL_FORMAT, type Model, toSparse } from '@alta-ts/model';

/** A dense tensor from rows. */
export function matrix(rows: readonly (readonly number[])[], columns: number = rows[0]?.length ?? 0): DenseTensor {
	return { kind: 'dense', dtype: 'f64', shape: [rows.length, columns], data: Float64Array.from(rows.flat()) };
}

/** A dense vector. */
export function vector(numbers: readonly number[]): DenseTensor {
	return { kind: 'dense', dtype: 'f64', shape: [numbers.length], data: Float64Array.from(numbers) };
}

/** The same model with all matrices sparse. */
export function withSparseMatrices(model: Model): Model {
	const tensors = Object.entries(model.tensors).map(([name, tensor]) => [name, tensor.shape.length === 2 ? toSparse(tensor) : tensor]);
	return { ...model, tensors: Object.fromEntries(tensors) };
}

const spreadLayer: LayerConfig = {
	name: 'spread',
	norm: 'none',
	attention: { heads: [{ name: 'doneLeft', kind: 'softmax', scale: 1, offsets: [-1], keyWidth: 0, valueWidth: 1 }] },
	mlp: { activation: 'clipped-relu', hidden: [3] },
};

/**
 * Lets `done` spread from START to the right, one position a pass, until every position has it: a sequence whose only START is at 0 takes as
 * many passes as it has other positions, but at least one.
 *
 * Coordinates: done=false, done=true, doneLeft (a number, what the head added; erased by the MLP).
 */
export const spread: Model = {
	format: MODEL_FORMAT,
	name: 'spread',
	config: {
		input: { kind: 'tokens', tokens: ['START', 'a'] },
		width: 3,
		stages: [{ layers: [spreadLayer], repeat: { until: { name: 'halt' } } }],
		readout: { kind: 'classes', classes: [false, true], pool: 'none', tied: false },
	},
	layout: {
		blocks: [
			{ kind: 'categorical', variable: 'done', values: [false, true], start: 0, width: 2 },
			{ kind: 'numerical', variable: 'doneLeft', nullable: false, start: 2, width: 1 },
		],
		sources: [],
	},
	tensors: {
		'embedding.token': matrix([
			[0, 1, 0],
			[1, 0, 0],
		]),
		'spread.attention.doneLeft.value': matrix([[0], [1], [0]]),
		'spread.attention.doneLeft.output': matrix([[0, 0, 1]]),
		// Units: done or doneLeft; done; doneLeft.
		'spread.mlp.0.weight': matrix([
			[0, 0, 0],
			[1, 1, 0],
			[1, 0, 1],
		]),
		'spread.mlp.0.bias': vector([0, 0, 0]),
		'spread.mlp.1.weight': matrix([
			[-1, 1, 0],
			[1, -1, 0],
			[0, 0, -1],
		]),
		'spread.mlp.1.bias': vector([0, 0, 0]),
		'halt.weight': matrix([[0], [1], [0]]),
		'halt.bias': vector([-0.5]),
		'readout.weight': matrix([
			[1, 0],
			[0, 1],
			[0, 0],
		]),
		'readout.bias': vector([0, 0]),
	},
};
