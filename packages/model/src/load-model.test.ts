import { isAltaError } from '@alta-ts/diagnostics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadModel } from './load-model.js';
import { MODEL_FORMAT, type Model } from './model.js';
import { descriptionOf } from './read-description.js';
import type { SafetensorsTensor } from './safetensors.js';
import { type ModelFile, saveModel } from './save-model.js';
import { toSparse } from './sparse.js';
import { packTensors } from './tensor-files.js';
import { models } from './testing/random-model.js';
import { encodeUtf8 } from './utf8.js';
import { writeSafetensors } from './write-safetensors.js';

/** What loading gave wrong: code and place of every problem, empty if it loaded. */
function problemsOf(files: Readonly<Record<string, Uint8Array>>): string[] {
	try {
		loadModel(files);
		return [];
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return error.problems.map((each) => `${each.code} ${each.where.join(' › ')}`);
	}
}

const small: Model = {
	format: MODEL_FORMAT,
	name: 'small',
	config: {
		input: { kind: 'tokens', tokens: ['a', 'b'] },
		width: 2,
		stages: [{ layers: [{ name: 'layer', mlp: { activation: 'relu', hidden: [] }, norm: 'none' }], repeat: { until: { name: 'halt' } } }],
		readout: { kind: 'classes', classes: ['a', null], pool: 'none', tied: true },
	},
	layout: {
		blocks: [{ kind: 'categorical', variable: 'x', values: ['a', 'b'], start: 0, width: 2 }],
		sources: [{ path: ['stage 0'] }],
	},
	tensors: {
		'embedding.token': toSparse({
			kind: 'dense',
			dtype: 'f32',
			shape: [2, 2],
			data: Float32Array.of(1, 2, 0, 1),
			sources: Int32Array.of(0, -1, 0, 0),
		}),
		'layer.mlp.0.weight': toSparse({ kind: 'dense', dtype: 'f64', shape: [2, 2], data: Float64Array.of(0, 1, 0, 0) }),
		'layer.mlp.0.bias': { kind: 'dense', dtype: 'f32', shape: [2], data: Float32Array.of(0, 1), sources: Int32Array.of(-1, 0) },
		'halt.weight': { kind: 'dense', dtype: 'f32', shape: [2, 1], data: Float32Array.of(0, 1) },
		'halt.bias': { kind: 'dense', dtype: 'f32', shape: [1], data: Float32Array.of(-0.5) },
		'readout.bias': { kind: 'dense', dtype: 'f32', shape: [2], data: Float32Array.of(0, 0) },
	},
};

function withJson(name: ModelFile, value: unknown): Record<string, Uint8Array> {
	return { ...saveModel(small), [name]: encodeUtf8(JSON.stringify(value)) };
}

/** The files of the small model, some entries of its safetensors replaced, or removed where undefined. */
function withTensors(changes: Readonly<Record<string, SafetensorsTensor | undefined>>, metadata?: Readonly<Record<string, string>>) {
	const packed = packTensors(small.tensors);
	const entries = Object.entries({ ...packed.tensors, ...changes }).flatMap(([name, tensor]) =>
		tensor === undefined ? [] : [[name, tensor] as const],
	);
	return { ...saveModel(small), 'model.safetensors': writeSafetensors(Object.fromEntries(entries), metadata ?? packed.metadata) };
}

function integers(...values: number[]): SafetensorsTensor {
	return { dtype: 'I32', shape: [values.length], data: Int32Array.from(values) };
}

function floats(shape: number[], ...values: number[]): SafetensorsTensor {
	return { dtype: 'F32', shape, data: Float32Array.from(values) };
}

describe('loadModel', () => {
	test('gives back the model that was saved, and saves to the same bytes', () => {
		fc.assert(
			fc.property(models, (model) => {
				const files = saveModel(model);
				const loaded = loadModel(files);
				expect(loaded).toEqual(model);
				expect(saveModel(loaded)).toEqual(files);
			}),
			{ numRuns: 50 },
		);
	});

	test('leaves files of other names alone', () => {
		expect(problemsOf({ ...saveModel(small), 'README.md': new Uint8Array(3) })).toEqual([]);
	});

	test('ALTA3301: needs all three files', () => {
		const { 'layout.json': layout } = saveModel(small);
		expect(problemsOf({ 'layout.json': layout })).toEqual(['ALTA3301 file config.json', 'ALTA3301 file model.safetensors']);
	});

	test('ALTA3302: refuses files that are not JSON', () => {
		for (const text of ['', '{', '[1,]', '\ufeff{}']) {
			expect(problemsOf({ ...saveModel(small), 'config.json': encodeUtf8(text) })).toEqual(['ALTA3302 file config.json']);
		}
		expect(problemsOf({ ...saveModel(small), 'layout.json': Uint8Array.of(0xff) })).toEqual(['ALTA3302 file layout.json']);
	});

	test('ALTA3303: refuses another version of the format', () => {
		expect(problemsOf(withJson('config.json', { format: 'alta-model/2' }))).toEqual(['ALTA3303 file config.json › field format']);
	});

	test('ALTA3304: reports every wrong field of config and layout at once', () => {
		const description = descriptionOf(small);
		const [stage] = description.config.stages;
		const files = {
			...withJson('config.json', {
				...description,
				name: 1,
				more: true,
				config: {
					...description.config,
					width: -1,
					maxLength: 0.5,
					stages: [stage, { layers: [{ name: 'x', norm: 'batch' }], repeat: '2' }],
				},
				codec: { name: 'c', options: { list: [] } },
			}),
			'layout.json': encodeUtf8(JSON.stringify({ blocks: [{ kind: 'guard', variable: 'x', start: 0, width: 1, values: [] }, 1] })),
		};
		expect(problemsOf(files)).toEqual([
			'ALTA3304 file config.json › field more',
			'ALTA3304 file config.json › field codec.options.list',
			'ALTA3304 file config.json › field name',
			'ALTA3304 file config.json › field config.maxLength',
			'ALTA3304 file config.json › field config.width',
			'ALTA3304 file config.json › field config.stages[1].layers[0].norm',
			'ALTA3304 file config.json › field config.stages[1].repeat',
			'ALTA3304 file layout.json › field blocks[0].values',
			'ALTA3304 file layout.json › field blocks[1]',
			'ALTA3304 file layout.json › field sources',
		]);
	});

	test('ALTA3304: refuses metadata that is not shapes by name', () => {
		for (const sparse of ['', '[]', '{"a":1}', '{"a":[1]}', '{"a":[1,2,3]}', '{"a":[-1,2]}', '{"a":[4294967296,2]}']) {
			expect(problemsOf(withTensors({}, { sparse }))).toContainEqual(
				expect.stringContaining('ALTA3304 file model.safetensors › field metadata.sparse'),
			);
		}
	});

	test('ALTA3101 and ALTA3305: refuses a layout or config that does not fit the rest', () => {
		expect(problemsOf(withJson('layout.json', { blocks: [], sources: [] }))).toEqual(['ALTA3101 layout']);
		const description = descriptionOf(small);
		const wider = { ...description, config: { ...description.config, input: { kind: 'matrix', columns: 3 } } };
		expect(problemsOf(withJson('config.json', wider))).toEqual(['ALTA3305 config › input', 'ALTA3305 config › readout']);
	});

	test('ALTA3306 and ALTA3307: refuses missing and unexpected tensors', () => {
		expect(problemsOf(withTensors({ 'halt.bias': undefined, 'halt.bais': floats([1], 1) }))).toEqual([
			'ALTA3306 tensor halt.bias',
			'ALTA3307 tensor halt.bais',
		]);
		expect(problemsOf(withTensors({ 'embedding.token.values': undefined, 'embedding.token.columns': undefined }))).toEqual([
			'ALTA3306 tensor embedding.token.columns',
			'ALTA3306 tensor embedding.token.values',
		]);
		expect(problemsOf(withTensors({ 'halt.bias': integers(1) }))).toEqual(['ALTA3307 tensor halt.bias']);
		expect(problemsOf(withTensors({ 'nothing.sources': integers(0) }))).toEqual(['ALTA3307 tensor nothing.sources']);
	});

	test('ALTA3308: refuses tensors of the wrong shape', () => {
		expect(problemsOf(withTensors({ 'layer.mlp.0.bias': floats([3], 1, 2, 3), 'layer.mlp.0.bias.sources': undefined }))).toEqual([
			'ALTA3308 tensor layer.mlp.0.bias',
		]);
		expect(problemsOf(withTensors({ 'halt.bias': floats([2], 1, 2) }))).toEqual(['ALTA3308 tensor halt.bias']);
		expect(problemsOf(withTensors({ 'halt.bias': floats([0]), 'halt.weight': floats([2, 0]) }))).toEqual([
			'ALTA3308 tensor halt.weight',
			'ALTA3308 tensor halt.bias',
		]);
		expect(problemsOf(withTensors({ 'halt.bias': floats([2], 1, 2), 'halt.weight': floats([2, 2], 1, 2, 3, 4) }))).toEqual([]);
	});

	test('ALTA3309: refuses sparse tensors whose arrays do not fit together', () => {
		const broken: Record<string, SafetensorsTensor>[] = [
			{ 'embedding.token.rowStarts': integers(0, 3) },
			{ 'embedding.token.rowStarts': integers(1, 2, 3) },
			{ 'embedding.token.rowStarts': integers(0, 2, 4) },
			{ 'embedding.token.rowStarts': integers(0, 4, 3) },
			{ 'embedding.token.rowStarts': integers(0, -1, 3) },
			{ 'embedding.token.columns': integers(1, 0, 1) },
			{ 'embedding.token.columns': integers(0, 0, 1) },
			{ 'embedding.token.columns': integers(0, 1, 2) },
			{ 'embedding.token.columns': integers(-1, 1, 1) },
			{ 'embedding.token.values': floats([2], 1, 2) },
			{ 'embedding.token.sources': integers(0, 0) },
		];
		for (const change of broken) expect(problemsOf(withTensors(change))).toEqual(['ALTA3309 tensor embedding.token']);
		expect(problemsOf(withTensors({ 'embedding.token.columns': floats([3], 0, 1, 1) }))).toEqual([
			'ALTA3309 tensor embedding.token.columns',
		]);
		expect(problemsOf(withTensors({ 'embedding.token.rowStarts': { ...integers(0, 2, 3), shape: [3, 1] } }))).toEqual([
			'ALTA3309 tensor embedding.token.rowStarts',
		]);
	});

	test('ALTA3310: refuses sources that the layout does not have', () => {
		expect(problemsOf(withTensors({ 'layer.mlp.0.bias.sources': integers(-1, 1) }))).toEqual(['ALTA3310 tensor layer.mlp.0.bias']);
		expect(problemsOf(withTensors({ 'embedding.token.sources': integers(0, -2, 0) }))).toEqual(['ALTA3310 tensor embedding.token']);
	});

	test('ALTA3002: refuses numbers that are not finite', () => {
		expect(problemsOf(withTensors({ 'halt.bias': floats([1], Number.NaN) }))).toEqual(['ALTA3002 tensor halt.bias']);
		expect(problemsOf(withTensors({ 'embedding.token.values': floats([3], 1, Number.POSITIVE_INFINITY, 1) }))).toEqual([
			'ALTA3002 tensor embedding.token',
		]);
	});

	test('never throws anything but an AltaError, whatever is in the JSON', () => {
		const files = saveModel(small);
		const description = descriptionOf(small);
		fc.assert(
			fc.property(fc.nat(), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
				expect(problemsOf({ ...files, 'config.json': encodeUtf8(JSON.stringify(replaced(description, place, value))) })).toSatisfy(areOurs);
				expect(problemsOf({ ...files, 'layout.json': encodeUtf8(JSON.stringify(replaced(small.layout, place, value))) })).toSatisfy(
					areOurs,
				);
			}),
			{ numRuns: 500 },
		);
		fc.assert(fc.property(fc.json(), (text) => areOurs(problemsOf({ ...files, 'config.json': encodeUtf8(text) }))));
	});

	test('never throws anything but an AltaError, whatever is in the bytes', () => {
		const files = saveModel(small);
		fc.assert(
			fc.property(
				fc.constantFrom<ModelFile>('config.json', 'layout.json', 'model.safetensors'),
				fc.nat(),
				fc.nat(255),
				(name, place, byte) => {
					const bytes = Uint8Array.from(files[name]);
					bytes[place % bytes.length] = byte;
					expect(problemsOf({ ...files, [name]: bytes })).toSatisfy(areOurs);
					expect(problemsOf({ ...files, [name]: bytes.subarray(0, place % (bytes.length - 1)) })).not.toEqual([]);
				},
			),
			{ numRuns: 500 },
		);
	});
});

function areOurs(problems: readonly string[]): boolean {
	return problems.every((each) => each.startsWith('ALTA3'));
}

/** Plain data with the value at one place, counted in reading order, replaced. */
function replaced(data: unknown, place: number, value: unknown): unknown {
	let size = 0;
	JSON.stringify(data, (_, each: unknown) => {
		size++;
		return each;
	});
	let index = 0;
	return JSON.parse(JSON.stringify(data), (_, each: unknown) => (index++ === place % size ? value : each));
}
