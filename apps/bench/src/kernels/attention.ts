import type { AttentionHead } from '@alta-ts/tensor';
import type { Kernel } from './kernel.js';
import { randomArray } from './random-array.js';
import { standardAttention } from './standard-attention.js';

/** The sizes of a self-attention: `width` columns a head, for query, key and value alike. */
export interface AttentionSizes {
	readonly kind: 'attention';
	readonly batch: number;
	readonly heads: number;
	readonly length: number;
	readonly width: number;
}

/** Softmax attention of several heads without a mask, from [batch, length, heads · width] to the same shape. */
export function attention({ batch, heads, length, width }: AttentionSizes): Kernel {
	const shape = [batch, length, heads * width];
	const scale = 1 / Math.sqrt(width);
	const [query, key, value] = [randomArray(shape, 5), randomArray(shape, 6), randomArray(shape, 7)];
	const starts = { shape: [batch + 1], data: Int32Array.from({ length: batch + 1 }, (_, sequence) => sequence * length) };
	const split = [batch, length, heads, width] as const;
	return {
		inputs: { query, key, value, starts },
		constants: {},
		outShape: shape,
		plain: () => attend(query.data, key.data, value.data, { batch, heads, length, width, scale }),
		steps: [
			{
				op: 'attention',
				label: 'attention',
				query: 'query',
				key: 'key',
				value: 'value',
				starts: 'starts',
				out: 'out',
				heads: Array.from({ length: heads }, (_, head): AttentionHead => {
					const columns: AttentionHead['keyColumns'] = [head * width, (head + 1) * width];
					return { name: `head ${head}`, kind: 'softmax', scale, keyColumns: columns, valueColumns: columns };
				}),
			},
		],
		nodes: [
			{
				op: 'MultiHeadAttention',
				domain: 'com.microsoft',
				inputs: ['query', 'key', 'value'],
				attributes: { num_heads: { integer: heads }, scale: { float: scale } },
			},
		],
		standardNodes: standardAttention({ heads, width, scale }),
		tfjs: (tf, named) => {
			const [q, k, v] = ['query', 'key', 'value'].map((name) => tf.transpose(tf.reshape(named(name), [...split]), [0, 2, 1, 3]));
			if (q === undefined || k === undefined || v === undefined) throw new Error('internal: a tensor is missing');
			const weights = tf.softmax(tf.mul(tf.matMul(q, k, false, true), scale));
			return tf.reshape(tf.transpose(tf.matMul(weights, v), [0, 2, 1, 3]), shape);
		},
		jax: ({ nn, numpy }, named) => {
			const part = (name: string): ReturnType<typeof named> =>
				named(name)
					.reshape([...split])
					.transpose([0, 2, 1, 3]);
			const scores = numpy.matmul(part('query'), part('key').transpose([0, 1, 3, 2])).mul(scale);
			return numpy.matmul(nn.softmax(scores, -1), part('value')).transpose([0, 2, 1, 3]).reshape(shape);
		},
	};
}

interface Layout extends Omit<AttentionSizes, 'kind'> {
	readonly scale: number;
}

/** The loops. */
export function attend(query: Float32Array, key: Float32Array, value: Float32Array, layout: Layout): Float32Array {
	const { batch, heads, length, width, scale } = layout;
	const stride = heads * width;
	const out = new Float32Array(query.length);
	const weights = new Float64Array(length);
	for (let sequence = 0; sequence < batch; sequence++) {
		for (let head = 0; head < heads; head++) {
			const first = sequence * length * stride + head * width;
			for (let from = 0; from < length; from++) {
				const row = first + from * stride;
				let largest = Number.NEGATIVE_INFINITY;
				for (let to = 0; to < length; to++) {
					let score = 0;
					for (let c = 0; c < width; c++) score += (query[row + c] ?? 0) * (key[first + to * stride + c] ?? 0);
					weights[to] = score * scale;
					largest = Math.max(largest, score * scale);
				}
				let total = 0;
				for (let to = 0; to < length; to++) {
					const weight = Math.exp((weights[to] ?? 0) - largest);
					weights[to] = weight;
					total += weight;
				}
				for (let c = 0; c < width; c++) {
					let sum = 0;
					for (let to = 0; to < length; to++) sum += (weights[to] ?? 0) * (value[first + to * stride + c] ?? 0);
					out[row + c] = sum / total;
				}
			}
		}
	}
	return out;
}
