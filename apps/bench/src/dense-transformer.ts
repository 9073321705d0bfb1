import type { Value } from '@alta-ts/core';
import type { Model, Tensor } from '@alta-ts/model';
import { type DenseLayer, denseLayer, linear, type Rows } from './dense-layer.js';
import { denseTensor } from './dense-tensor.js';

/** A model that runs one sequence in plain loops over dense weights, from tokens to a value at each position. */
export type DenseTransformer = (tokens: readonly string[]) => readonly Value[];

/**
 * Prepares a whole model for being run by {@link denseLayer}. It takes what the models that are measured have: tokens, stages that end by a
 * test or after some passes, a class at every position.
 *
 * @throws Error for any other model
 */
export function denseTransformer(model: Model): DenseTransformer {
	const { input, stages, readout } = model.config;
	if (input.kind !== 'tokens' || input.sink !== undefined || readout.kind !== 'classes' || readout.pool !== 'none' || readout.tied)
		throw new Error('Dense loops do not take this model.');
	const embed = embedding(model, input.tokens);
	const passes = stages.map(({ layers, repeat }) => ({
		layers: layers.map((layer) => denseLayer(model, layer)),
		test: typeof repeat === 'number' ? undefined : linear(model, repeat.until.name, '.weight'),
		atMost: typeof repeat === 'number' ? repeat : (repeat.atMost ?? Number.POSITIVE_INFINITY),
	}));
	const logits = linear(model, 'readout', '.weight');
	return (tokens) => {
		let residual = embed(tokens);
		for (const { layers, test, atMost } of passes) {
			for (let pass = 0; pass < atMost; pass++) {
				for (const layer of layers) residual = layer(residual);
				if (test !== undefined && holds(test, residual)) break;
			}
		}
		return classes(logits(residual)).map((each) => readout.classes[each] ?? undefined);
	};
}

function embedding(model: Model, vocabulary: readonly string[]): (tokens: readonly string[]) => Rows {
	const byToken = denseTensor(tensorOf(model, 'embedding.token')).data;
	const positions = model.tensors['embedding.position'];
	const byPosition = positions === undefined ? undefined : denseTensor(positions).data;
	const columns = model.config.width;
	const ids = new Map(vocabulary.map((token, id) => [token, id]));
	return (tokens) => {
		const data = new Float64Array(tokens.length * columns);
		for (const [position, token] of tokens.entries()) {
			const start = (ids.get(token) ?? 0) * columns;
			for (let column = 0; column < columns; column++)
				data[position * columns + column] = (byToken[start + column] ?? 0) + (byPosition?.[position * columns + column] ?? 0);
		}
		return { columns, data };
	};
}

function holds(test: DenseLayer, residual: Rows): boolean {
	return test(residual).data.every((number) => number > 0);
}

/** The column of the largest number of each row. */
function classes({ columns, data }: Rows): readonly number[] {
	return Array.from({ length: data.length / columns }, (_, row) => {
		const numbers = data.subarray(row * columns, (row + 1) * columns);
		return numbers.indexOf(numbers.reduce((largest, number) => Math.max(largest, number)));
	});
}

function tensorOf(model: Model, name: string): Tensor {
	const tensor = model.tensors[name];
	if (tensor === undefined) throw new Error(`The model has no ${name}.`);
	return tensor;
}
