import { describe, expect, test } from 'vitest';
import { MODEL_FORMAT, type Model } from './model.js';
import { readSafetensors } from './read-safetensors.js';
import { saveModel } from './save-model.js';
import { sparseBuilder } from './sparse-builder.js';
import { decodeUtf8 } from './utf8.js';

const weight = sparseBuilder(2, 1, 'f32');
weight.add(1, 0, 3, 0);
const model: Model = {
	name: 'sum',
	format: MODEL_FORMAT,
	config: { width: 2, input: { kind: 'matrix', columns: 2 }, stages: [], readout: { pool: 'mean', kind: 'number' } },
	layout: { sources: [{ path: ['readout'] }], blocks: [{ kind: 'plain', names: ['x', 'y'], start: 0, width: 2 }] },
	tensors: { 'readout.weight': weight.build(), 'readout.bias': { kind: 'dense', dtype: 'f64', shape: [1], data: Float64Array.of(1) } },
};

function text(bytes: Uint8Array): string | undefined {
	return decodeUtf8(bytes);
}

describe('saveModel', () => {
	test('writes JSON with sorted keys', () => {
		const files = saveModel(model);
		expect(text(files['config.json'])).toBe(
			'{"config":{"input":{"columns":2,"kind":"matrix"},"readout":{"kind":"number","pool":"mean"},"stages":[],"width":2},' +
				'"format":"alta-model/1","name":"sum"}\n',
		);
		expect(text(files['layout.json'])).toBe(
			'{"blocks":[{"kind":"plain","names":["x","y"],"start":0,"width":2}],"sources":[{"path":["readout"]}]}\n',
		);
	});

	test('writes sparse tensors in parts', () => {
		expect(readSafetensors(saveModel(model)['model.safetensors'])).toEqual({
			metadata: { sparse: '{"readout.weight":[2,1]}' },
			tensors: {
				'readout.weight.rowStarts': { dtype: 'I32', shape: [3], data: Int32Array.of(0, 0, 1) },
				'readout.weight.columns': { dtype: 'I32', shape: [1], data: Int32Array.of(0) },
				'readout.weight.values': { dtype: 'F32', shape: [1], data: Float32Array.of(3) },
				'readout.weight.sources': { dtype: 'I32', shape: [1], data: Int32Array.of(0) },
				'readout.bias': { dtype: 'F64', shape: [1], data: Float64Array.of(1) },
			},
		});
	});

	test('ALTA3304: refuses a config that JSON cannot hold', () => {
		expect(() => saveModel({ ...model, config: { ...model.config, maxLength: Number.POSITIVE_INFINITY } })).toThrow('ALTA3304');
	});

	test('refuses what could not be loaded', () => {
		expect(() => saveModel({ ...model, tensors: {} })).toThrow('ALTA3306');
		expect(() => saveModel({ ...model, layout: { blocks: [], sources: [] } })).toThrow('ALTA3101');
	});
});
