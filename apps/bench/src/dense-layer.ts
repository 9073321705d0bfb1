import type { HeadConfig, LayerConfig, Model } from '@alta-ts/model';
import { denseTensor } from './dense-tensor.js';

/** Rows of numbers, one for each position, one after the other. */
export interface Rows {
	readonly columns: number;
	readonly data: Float64Array;
}

/** One layer of a Transformer: from the residual stream before it to the one after it. */
export type DenseLayer = (residual: Rows) => Rows;

/**
 * Prepares a layer of a model for being run with plain loops over dense weights: every number is multiplied, zeros too. Sums are in double precision.
 *
 * It takes what the models that are measured have: softmax attention with a null key of value zero, an MLP with clipped ReLU, no normalisation.
 *
 * @throws Error for a layer of any other kind.
 */
export function denseLayer(model: Model, layer: LayerConfig): DenseLayer {
	if (layer.norm !== 'none' || layer.mlp?.activation !== 'clipped-relu') throw unsupported(layer.name);
	const heads = (layer.attention?.heads ?? []).map((head) => denseHead(model, layer, head));
	const maps = [...layer.mlp.hidden, model.config.width].map((_, index) => linear(model, `${layer.name}.mlp.${index}`, '.weight'));
	return (residual) => {
		const attended: Rows = { columns: residual.columns, data: residual.data.slice() };
		for (const head of heads) add(attended, head(residual));
		let hidden: Rows = attended;
		for (const [index, map] of maps.entries()) {
			hidden = map(hidden);
			if (index < maps.length - 1) for (const [unit, x] of hidden.data.entries()) hidden.data[unit] = Math.min(1, Math.max(0, x));
		}
		add(attended, hidden);
		return attended;
	};
}

function denseHead(model: Model, layer: LayerConfig, head: HeadConfig): DenseLayer {
	const { null: nullKey } = head;
	if (head.kind !== 'softmax' || nullKey?.value !== 'zero' || head.offsetBias !== undefined) throw unsupported(`head ${head.name}`);
	const prefix = `${layer.name}.attention.${head.name}`;
	const [query, key, value, output] = ['query', 'key', 'value', 'output'].map((part) => linear(model, `${prefix}.${part}`, ''));
	if (query === undefined || key === undefined || value === undefined || output === undefined) throw unsupported(prefix);
	return (residual) => {
		const queries = query(residual);
		const keys = key(residual);
		const values = value(residual);
		const positions = residual.data.length / residual.columns;
		const mixed = { columns: values.columns, data: new Float64Array(positions * values.columns) };
		const weights = new Float64Array(positions);
		for (let from = 0; from < positions; from++) {
			let largest = nullKey.logit;
			for (let to = 0; to < positions; to++) {
				const score = isVisible(head, to - from) ? head.scale * dot(queries, from, keys, to) : Number.NEGATIVE_INFINITY;
				weights[to] = score;
				largest = Math.max(largest, score);
			}
			let total = Math.exp(nullKey.logit - largest);
			for (let to = 0; to < positions; to++) {
				const weight = Math.exp((weights[to] ?? 0) - largest);
				weights[to] = weight;
				total += weight;
			}
			for (let to = 0; to < positions; to++) {
				for (let column = 0; column < values.columns; column++) {
					const place = from * values.columns + column;
					mixed.data[place] = (mixed.data[place] ?? 0) + ((weights[to] ?? 0) / total) * (values.data[to * values.columns + column] ?? 0);
				}
			}
		}
		return output(mixed);
	};
}

function isVisible({ offsets }: HeadConfig, offset: number): boolean {
	if (offsets === undefined) return true;
	if ('length' in offsets) return offsets.includes(offset);
	return (offsets.from ?? Number.NEGATIVE_INFINITY) <= offset && offset <= (offsets.to ?? Number.POSITIVE_INFINITY);
}

function dot(a: Rows, rowA: number, b: Rows, rowB: number): number {
	let sum = 0;
	for (let column = 0; column < a.columns; column++)
		sum += (a.data[rowA * a.columns + column] ?? 0) * (b.data[rowB * b.columns + column] ?? 0);
	return sum;
}

/** x · weight + bias, where there is one. */
export function linear(model: Model, name: string, weightSuffix: string): DenseLayer {
	const tensor = model.tensors[`${name}${weightSuffix}`];
	if (tensor === undefined) throw unsupported(name);
	const { data, shape } = denseTensor(tensor);
	const [inputs = 0, columns = 0] = shape;
	const biasTensor = model.tensors[`${name}.bias`];
	const bias = biasTensor === undefined ? new Float64Array(columns) : denseTensor(biasTensor).data;
	return (x) => {
		const positions = x.data.length / x.columns;
		const out = new Float64Array(positions * columns);
		const sums = new Float64Array(columns);
		for (let position = 0; position < positions; position++) {
			sums.set(bias);
			for (let input = 0; input < inputs; input++) {
				const factor = x.data[position * inputs + input] ?? 0;
				const start = input * columns;
				for (let column = 0; column < columns; column++) sums[column] = (sums[column] ?? 0) + factor * (data[start + column] ?? 0);
			}
			out.set(sums, position * columns);
		}
		return { columns, data: out };
	};
}

function add(to: Rows, from: Rows): void {
	for (const [index, x] of from.data.entries()) to.data[index] = (to.data[index] ?? 0) + x;
}

function unsupported(what: string): Error {
	return new Error(`Dense layers do not take ${what}.`);
}
