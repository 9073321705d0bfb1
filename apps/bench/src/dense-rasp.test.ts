import { createRandom, dyck2, histogram, sort, type Task } from '@alta-ts/programs';
import { evaluateGraph, type GraphValue, type Scalar } from '@alta-ts/rasp';
import { expect, test } from 'vitest';
import { compileDensely, type DenseModel, type DenseStep, type Matrix, START, TOKEN } from './dense-rasp.js';
import { evaluatePlainly } from './plain-rasp.js';

test.each<[Task<{ readonly maxLength: number }>, readonly Scalar[]]>([
	[histogram, ['a', 'b', 'c', 'd']],
	[sort, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']],
	[dyck2, ['(', ')', '{', '}']],
])('peers of $name answer as evaluation does', (task, vocabulary) => {
	const maxLength = 5;
	const graph = task.graph?.({ maxLength });
	if (graph === undefined) throw new Error('no graph');
	const model = compileDensely(graph, vocabulary, maxLength);
	const [random, generate, codec] = [createRandom(3), task.generate({ maxLength }), task.codec({ maxLength })];
	for (let round = 0; round < 30; round++) {
		const input = codec.encode(generate(random, { minLength: 1, maxLength }));
		const expected = evaluateGraph(graph, input);
		expect(evaluatePlainly(graph, input)).toEqual(expected);
		expect(run(model, input)).toEqual(expected);
	}
});

/** Runs dense weights with plain loops. */
function run(model: DenseModel, input: readonly GraphValue[]): readonly GraphValue[] {
	const rows = Array.from({ length: input.length + 1 }, (_, at) => {
		const row = new Float64Array(model.width);
		row[at === 0 ? START : TOKEN] = 1;
		for (const { block, of } of at === 0 ? [] : model.initial) {
			const value = of === 'tokens' ? input[at - 1] : of === 'indices' ? at - 1 : block.values[0];
			row[block.start + block.values.indexOf(value)] = 1;
		}
		return row;
	});
	for (const step of model.steps) {
		const added = step.kind === 'mlp' ? rows.map((row) => mlp(step, row)) : head(step, rows);
		for (const [at, row] of rows.entries()) for (const [index, each] of (added[at] ?? row).entries()) row[index] = (row[index] ?? 0) + each;
	}
	const { start, values } = model.output;
	return rows.slice(1).map((row) => values[row.subarray(start, start + values.length).findIndex((each) => each > 0.5)]);
}

function mlp({ input, bias, output }: Extract<DenseStep, { kind: 'mlp' }>, row: Float64Array): Float64Array {
	return times(
		times(row, input).map((sum, unit) => Math.max(0, sum + (bias[unit] ?? 0))),
		output,
	);
}

function head({ query, key, value, output }: Extract<DenseStep, { kind: 'head' }>, rows: readonly Float64Array[]): readonly Float64Array[] {
	const keys = rows.map((row) => times(row, key));
	const values = rows.map((row) => times(row, value));
	return rows.map((row) => {
		const asked = times(row, query);
		const scores = keys.map((each) => each.reduce((sum, number, at) => sum + number * (asked[at] ?? 0), 0));
		const weights = scores.map((score) => Math.exp(200 * (score - Math.max(...scores))));
		const total = weights.reduce((sum, weight) => sum + weight, 0);
		const mixed = new Float64Array(value.columns);
		for (const [at, each] of values.entries())
			for (const [index, number] of each.entries()) mixed[index] = (mixed[index] ?? 0) + ((weights[at] ?? 0) / total) * number;
		return times(mixed, output);
	});
}

function times(row: Float64Array, { rows, columns, data }: Matrix): Float64Array {
	const product = new Float64Array(columns);
	for (let from = 0; from < rows; from++)
		for (let to = 0; to < columns; to++) product[to] = (product[to] ?? 0) + (row[from] ?? 0) * (data[from * columns + to] ?? 0);
	return product;
}
