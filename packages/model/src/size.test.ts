import { describe, expect, test } from 'vitest';
import { MODEL_FORMAT, type Model } from './model.js';
import { saveModel } from './save-model.js';
import { modelSize } from './size.js';
import { sparseBuilder } from './sparse-builder.js';

const weight = sparseBuilder(2, 1, 'bf16');
weight.add(1, 0, 3, 0);
const model: Model = {
	name: 'sum',
	format: MODEL_FORMAT,
	config: { width: 2, input: { kind: 'matrix', columns: 2 }, stages: [], readout: { pool: 'mean', kind: 'number' } },
	layout: { sources: [{ path: ['readout'] }], blocks: [{ kind: 'plain', names: ['x', 'y'], start: 0, width: 2 }] },
	tensors: { 'readout.weight': weight.build(), 'readout.bias': { kind: 'dense', dtype: 'f64', shape: [1], data: Float64Array.of(1) } },
};

describe('modelSize', () => {
	test('counts zeros as parameters, and the bytes that are saved', () => {
		const file = saveModel(model)['model.safetensors'];
		const header = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
		expect(modelSize(model)).toEqual({ parameters: 3, nonzeros: 2, bytes: file.length - header });
	});
});
