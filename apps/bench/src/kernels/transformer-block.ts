import type { AttentionHead, Op } from '@alta-ts/tensor';
import { attend } from './attention.js';
import type { HostArray, Kernel, OnnxNode } from './kernel.js';
import { EPSILON, normaliseRows } from './layer-norm.js';
import { product } from './matmul.js';
import { plainGelu } from './plain-gelu.js';
import { randomArray } from './random-array.js';
import { standardAttention } from './standard-attention.js';

/** The sizes of a Transformer block: `width` columns of the residual stream, split between `heads`, and `hidden` units. */
export interface TransformerBlockSizes {
	readonly kind: 'transformer-block';
	readonly batch: number;
	readonly length: number;
	readonly width: number;
	readonly heads: number;
	readonly hidden: number;
}

/** The linear layers: what each reads, and what it writes. */
type Linear = 'query' | 'key' | 'value' | 'mixed' | 'hidden' | 'changed';

/**
 * A dense Transformer block that normalises before each half: x + attention(norm(x)), then the same with an MLP with GELU (the exact one). All
 * weights are random.
 */
export function transformerBlock({ batch, length, width, heads, hidden }: TransformerBlockSizes): Kernel {
	const shape = [batch, length, width];
	const rows = batch * length;
	const head = width / heads;
	const scale = 1 / Math.sqrt(head);
	const x = randomArray(shape, 20);
	const linear = (inner: number, columns: number, seed: number): { weight: Numbers; bias: Numbers } => {
		const weight = randomArray([inner, columns], seed);
		return {
			weight: { ...weight, data: weight.data.map((each) => each / Math.sqrt(inner)) },
			bias: randomArray([columns], seed + 1),
		};
	};
	const layers: Readonly<Record<Linear, { weight: Numbers; bias: Numbers }>> = {
		query: linear(width, width, 21),
		key: linear(width, width, 23),
		value: linear(width, width, 25),
		mixed: linear(width, width, 27),
		hidden: linear(width, hidden, 29),
		changed: linear(hidden, width, 31),
	};
	const norms = [33, 35].map((seed) => ({ gain: randomArray([width], seed), bias: randomArray([width], seed + 1) }));
	const [first, second] = norms;
	if (first === undefined || second === undefined) throw new Error('internal: a normalisation is missing');

	const constants: Record<string, HostArray> = { gain1: first.gain, bias1: first.bias, gain2: second.gain, bias2: second.bias };
	for (const [name, { weight, bias }] of Object.entries(layers))
		Object.assign(constants, { [`${name}Weight`]: weight, [`${name}Bias`]: bias });

	return {
		inputs: { x, starts: { shape: [batch + 1], data: Int32Array.from({ length: batch + 1 }, (_, sequence) => sequence * length) } },
		constants,
		outShape: shape,
		between: {
			normal1: width,
			query: width,
			key: width,
			value: width,
			attended: width,
			mixed: width,
			middle: width,
			normal2: width,
			hidden,
			changed: width,
		},
		plain: () => {
			const apply = (input: Float32Array, { weight, bias }: { weight: Numbers; bias: Numbers }): Float32Array =>
				product(input, weight.data, weight.shape[0] ?? 1, bias.data.length).map((sum, at) => sum + (bias.data[at % bias.data.length] ?? 0));
			const normal1 = normaliseRows(x.data, first.gain.data, first.bias.data);
			const [query, key, value] = [apply(normal1, layers.query), apply(normal1, layers.key), apply(normal1, layers.value)];
			const mixed = apply(attend(query, key, value, { batch, heads, length, width: head, scale }), layers.mixed);
			const middle = x.data.map((each, at) => each + (mixed[at] ?? 0));
			const normal2 = normaliseRows(middle, second.gain.data, second.bias.data);
			const changed = apply(apply(normal2, layers.hidden).map(plainGelu), layers.changed);
			return middle.map((each, at) => each + (changed[at] ?? 0));
		},
		steps: stepsOf(heads, head, scale),
		nodes: nodesOf([fusedAttention(heads, scale)], fusedGelu),
		standardNodes: nodesOf(standardAttention({ heads, width: head, scale, output: 'attended' }), standardGelu),
		tfjs: (tf, named) => {
			const apply = (input: ReturnType<typeof named>, name: Linear): ReturnType<typeof named> =>
				tf.add(tf.matMul(input, named(`${name}Weight`)), named(`${name}Bias`));
			const normal = (input: ReturnType<typeof named>, which: 1 | 2): ReturnType<typeof named> => {
				const { mean, variance } = tf.moments(input, -1, true);
				const unit = tf.mul(tf.sub(input, mean), tf.rsqrt(tf.add(variance, EPSILON)));
				return tf.add(tf.mul(unit, named(`gain${which}`)), named(`bias${which}`));
			};
			const split = (input: ReturnType<typeof named>): ReturnType<typeof named> =>
				tf.transpose(tf.reshape(input, [batch, length, heads, head]), [0, 2, 1, 3]);
			const given = tf.reshape(named('x'), [rows, width]);
			const normal1 = normal(given, 1);
			const scores = tf.matMul(split(apply(normal1, 'query')), split(apply(normal1, 'key')), false, true);
			const attended = tf.matMul(tf.softmax(tf.mul(scores, scale)), split(apply(normal1, 'value')));
			const middle = tf.add(given, apply(tf.reshape(tf.transpose(attended, [0, 2, 1, 3]), [rows, width]), 'mixed'));
			const inner = apply(normal(middle, 2), 'hidden');
			const gelu = tf.mul(tf.mul(inner, 0.5), tf.add(tf.erf(tf.mul(inner, Math.SQRT1_2)), 1));
			return tf.reshape(tf.add(middle, apply(gelu, 'changed')), shape);
		},
		jax: ({ nn, numpy }, named) => {
			type Numbers = ReturnType<typeof named>;
			const apply = (input: Numbers, name: Linear): Numbers => numpy.matmul(input, named(`${name}Weight`)).add(named(`${name}Bias`));
			const normal = (input: Numbers, which: 1 | 2): Numbers =>
				nn
					.standardize(input, -1, { epsilon: EPSILON })
					.mul(named(`gain${which}`))
					.add(named(`bias${which}`));
			const split = (input: Numbers): Numbers => input.reshape([batch, length, heads, head]).transpose([0, 2, 1, 3]);
			const given = named('x').reshape([rows, width]);
			const normal1 = normal(given.ref, 1);
			const query = split(apply(normal1.ref, 'query'));
			const key = split(apply(normal1.ref, 'key')).transpose([0, 1, 3, 2]);
			const weights = nn.softmax(numpy.matmul(query, key).mul(scale), -1);
			const attended = numpy.matmul(weights, split(apply(normal1, 'value')));
			const middle = given.add(apply(attended.transpose([0, 2, 1, 3]).reshape([rows, width]), 'mixed'));
			const inner = nn.gelu(apply(normal(middle.ref, 2), 'hidden'), { approximate: false });
			return middle.add(apply(inner, 'changed')).reshape(shape);
		},
	};
}

type Numbers = HostArray & { readonly data: Float32Array };

function stepsOf(heads: number, head: number, scale: number): readonly Op[] {
	const linear = (x: string, out: Linear, activation: 'none' | 'gelu' = 'none'): Op => ({
		op: 'linear',
		label: out,
		x,
		weight: `${out}Weight`,
		bias: `${out}Bias`,
		activation,
		out,
	});
	const norm = (x: string, which: 1 | 2): Op => ({
		op: 'layer-norm',
		label: `norm ${which}`,
		x,
		gain: `gain${which}`,
		bias: `bias${which}`,
		epsilon: EPSILON,
		out: `normal${which}`,
	});
	const columns = (index: number): AttentionHead['keyColumns'] => [index * head, (index + 1) * head];
	return [
		norm('x', 1),
		linear('normal1', 'query'),
		linear('normal1', 'key'),
		linear('normal1', 'value'),
		{
			op: 'attention',
			label: 'attention',
			query: 'query',
			key: 'key',
			value: 'value',
			starts: 'starts',
			out: 'attended',
			heads: Array.from(
				{ length: heads },
				(_, index): AttentionHead => ({
					name: `head ${index}`,
					kind: 'softmax',
					scale,
					keyColumns: columns(index),
					valueColumns: columns(index),
				}),
			),
		},
		linear('attended', 'mixed'),
		{ op: 'add', label: 'add attention', a: 'x', b: 'mixed', out: 'middle' },
		norm('middle', 2),
		linear('normal2', 'hidden', 'gelu'),
		linear('hidden', 'changed'),
		{ op: 'add', label: 'add MLP', a: 'middle', b: 'changed', out: 'out' },
	];
}

const fusedGelu: readonly OnnxNode[] = [{ op: 'Gelu', domain: 'com.microsoft', inputs: ['hidden'], output: 'active' }];

const standardGelu: readonly OnnxNode[] = [
	{ op: 'Constant', inputs: [], output: 'half', attributes: { value_float: { float: 0.5 } } },
	{ op: 'Constant', inputs: [], output: 'one', attributes: { value_float: { float: 1 } } },
	{ op: 'Constant', inputs: [], output: 'root', attributes: { value_float: { float: Math.SQRT2 } } },
	{ op: 'Div', inputs: ['hidden', 'root'], output: 'deviations' },
	{ op: 'Erf', inputs: ['deviations'], output: 'errors' },
	{ op: 'Add', inputs: ['errors', 'one'], output: 'twice' },
	{ op: 'Mul', inputs: ['hidden', 'twice'], output: 'doubled' },
	{ op: 'Mul', inputs: ['doubled', 'half'], output: 'active' },
];

function fusedAttention(heads: number, scale: number): OnnxNode {
	return {
		op: 'MultiHeadAttention',
		domain: 'com.microsoft',
		inputs: ['query', 'key', 'value'],
		output: 'attended',
		attributes: { num_heads: { integer: heads }, scale: { float: scale } },
	};
}

function nodesOf(attention: readonly OnnxNode[], gelu: readonly OnnxNode[]): readonly OnnxNode[] {
	const linear = (x: string, name: Linear): readonly OnnxNode[] => [
		{ op: 'MatMul', inputs: [x, `${name}Weight`], output: `${name}Sum` },
		{ op: 'Add', inputs: [`${name}Sum`, `${name}Bias`], output: name },
	];
	const norm = (x: string, which: 1 | 2): OnnxNode => ({
		op: 'LayerNormalization',
		inputs: [x, `gain${which}`, `bias${which}`],
		output: `normal${which}`,
		attributes: { epsilon: { float: EPSILON } },
	});
	return [
		norm('x', 1),
		...linear('normal1', 'query'),
		...linear('normal1', 'key'),
		...linear('normal1', 'value'),
		...attention,
		...linear('attended', 'mixed'),
		{ op: 'Add', inputs: ['x', 'mixed'], output: 'middle' },
		norm('middle', 2),
		...linear('normal2', 'hidden'),
		...gelu,
		...linear('active', 'changed'),
		{ op: 'Add', inputs: ['middle', 'changed'] },
	];
}
