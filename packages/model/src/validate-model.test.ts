import { describe, expect, test } from 'vitest';
import { MODEL_FORMAT, type Model } from './model.js';
import { sparseBuilder } from './sparse-builder.js';
import { validateModel } from './validate-model.js';

const weight = sparseBuilder(2, 1, 'f32');
weight.add(1, 0, 3, 0);
const model: Model = {
	name: 'sum',
	format: MODEL_FORMAT,
	config: { width: 2, input: { kind: 'matrix', columns: 2 }, stages: [], readout: { pool: 'mean', kind: 'number' } },
	layout: { sources: [{ path: ['readout'] }], blocks: [{ kind: 'plain', names: ['x', 'y'], start: 0, width: 2 }] },
	tensors: { 'readout.weight': weight.build(), 'readout.bias': { kind: 'dense', dtype: 'f64', shape: [1], data: Float64Array.of(1) } },
};

describe('validateModel', () => {
	test('ALTA3309 and ALTA3308: sees arrays that do not belong to the tensor', () => {
		const wrong = (bias: Model['tensors'][string]): string[] =>
			validateModel({ ...model, tensors: { ...model.tensors, 'readout.bias': bias } }).map((each) => each.code);
		expect(wrong({ kind: 'dense', dtype: 'f32', shape: [1], data: Float64Array.of(1) })).toEqual(['ALTA3309']);
		expect(wrong({ kind: 'dense', dtype: 'f16', shape: [1], data: Float32Array.of(1 / 3) })).toEqual(['ALTA3309']);
		expect(wrong({ kind: 'dense', dtype: 'f32', shape: [1], data: Float32Array.of(1, 2) })).toEqual(['ALTA3309']);
		expect(wrong({ kind: 'dense', dtype: 'f32', shape: [1], data: Float32Array.of(1), sources: Int32Array.of(0, 0) })).toEqual([
			'ALTA3309',
		]);
		expect(wrong(weight.build())).toEqual(['ALTA3308']);
		expect(validateModel(model)).toEqual([]);
	});
});
