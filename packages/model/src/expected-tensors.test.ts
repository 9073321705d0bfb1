import { describe, expect, test } from 'vitest';
import type { Config } from './config.js';
import { expectedTensors, tensorNames } from './expected-tensors.js';

const config: Config = {
	input: { kind: 'tokens', tokens: ['a', 'b', 'c'], positions: 10 },
	width: 4,
	stages: [
		{
			layers: [
				{
					name: 'first',
					attention: {
						heads: [
							{ name: 'left', kind: 'softmax', scale: 1, keyWidth: 2, valueWidth: 3, null: { logit: 0, value: 'vector' } },
							{ name: 'right', kind: 'hard', scale: 1, keyWidth: 0, valueWidth: 1, null: { logit: 0, value: 'zero' } },
						],
					},
					mlp: { activation: 'relu', hidden: [8, 9] },
					norm: 'before',
				},
				{ name: 'second', mlp: { activation: 'none', hidden: [] }, norm: 'none' },
			],
			repeat: { until: { name: 'halt' } },
		},
		{ layers: [{ name: 'second', mlp: { activation: 'none', hidden: [] }, norm: 'none' }], repeat: 3 },
	],
	readout: { kind: 'set', members: ['a', 'b'], pool: 'none' },
};

describe('expectedTensors', () => {
	test('names every tensor of a config once, with its shape', () => {
		expect(expectedTensors(config).map(({ name, shape, optional }) => [name, shape, optional ? 'optional' : 'required'])).toEqual([
			['embedding.token', [3, 4], 'required'],
			['embedding.position', [10, 4], 'required'],
			['first.attention.norm.gain', [4], 'required'],
			['first.attention.norm.bias', [4], 'required'],
			['first.attention.left.query', [4, 2], 'required'],
			['first.attention.left.query.bias', [2], 'optional'],
			['first.attention.left.key', [4, 2], 'required'],
			['first.attention.left.key.bias', [2], 'optional'],
			['first.attention.left.value', [4, 3], 'required'],
			['first.attention.left.value.bias', [3], 'optional'],
			['first.attention.left.output', [3, 4], 'required'],
			['first.attention.left.null', [3], 'required'],
			['first.attention.right.query', [4, 0], 'required'],
			['first.attention.right.query.bias', [0], 'optional'],
			['first.attention.right.key', [4, 0], 'required'],
			['first.attention.right.key.bias', [0], 'optional'],
			['first.attention.right.value', [4, 1], 'required'],
			['first.attention.right.value.bias', [1], 'optional'],
			['first.attention.right.output', [1, 4], 'required'],
			['first.mlp.norm.gain', [4], 'required'],
			['first.mlp.norm.bias', [4], 'required'],
			['first.mlp.0.weight', [4, 8], 'required'],
			['first.mlp.0.bias', [8], 'required'],
			['first.mlp.1.weight', [8, 9], 'required'],
			['first.mlp.1.bias', [9], 'required'],
			['first.mlp.2.weight', [9, 4], 'required'],
			['first.mlp.2.bias', [4], 'required'],
			['second.mlp.0.weight', [4, 4], 'required'],
			['second.mlp.0.bias', [4], 'required'],
			['halt.weight', [4, { min: 1, max: Number.POSITIVE_INFINITY }], 'required'],
			['halt.bias', [{ min: 1, max: Number.POSITIVE_INFINITY }], 'required'],
			['readout.weight', [4, { min: 2, max: 3 }], 'required'],
			['readout.bias', [{ min: 2, max: 3 }], 'required'],
		]);
	});

	test('leaves out what rows of numbers and a tied read-out do not have', () => {
		const matrix: Config = { input: { kind: 'matrix', columns: 2 }, width: 2, stages: [], readout: { kind: 'number', pool: 'mean' } };
		expect(tensorNames(matrix)).toEqual(['readout.weight', 'readout.bias']);
		const tied: Config = {
			input: { kind: 'tokens', tokens: ['a'] },
			width: 2,
			stages: [],
			readout: { kind: 'classes', classes: ['a'], pool: 'none', tied: true },
		};
		expect(expectedTensors(tied).map(({ name, shape, optional }) => [name, shape, optional])).toEqual([
			['embedding.token', [1, 2], false],
			['readout.bias', [1], true],
		]);
	});
});
