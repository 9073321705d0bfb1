import { isAltaError } from '@alta-ts/diagnostics';
import { fromBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { type GraphProto, type ModelProto, ModelProtoSchema, type NodeProto, type TensorProto } from 'onnx-buf';
import { expect, test } from 'vitest';
import type { Config } from '../config.js';
import { expectedTensors } from '../expected-tensors.js';
import { MODEL_FORMAT, type Model } from '../model.js';
import { toDense } from '../sparse.js';
import type { Tensor } from '../tensor.js';
import { models } from '../testing/random-model.js';
import { type OnnxOptions, toOnnx } from './index.js';

const config: Config = {
	input: { kind: 'tokens', tokens: ['0', '1'] },
	width: 12,
	stages: [
		{
			layers: [
				{
					name: 'stage.0.layer.0',
					norm: 'none',
					attention: { heads: [{ name: 'left', kind: 'softmax', scale: 1, offsets: [-1], keyWidth: 2, valueWidth: 2 }] },
					mlp: { activation: 'relu', hidden: [8] },
				},
			],
			repeat: { until: { name: 'stage.0.halt' } },
		},
	],
	readout: { kind: 'classes', classes: ['no', 'yes', null], pool: 'none', tied: false },
	maxLength: 9,
};

/** A model whose matrices have one entry each, but for those that come from elsewhere. */
function thin(given: Config, others: Readonly<Record<string, Tensor>> = {}): Model {
	const tensors = expectedTensors(given).map(({ name, shape }): [string, Tensor] => {
		const other = others[name];
		if (other !== undefined) return [name, other];
		const sizes = shape.map((size) => (typeof size === 'number' ? size : size.min));
		const data = new Float32Array(sizes.reduce((a, b) => a * b, 1));
		data[data.length - 1] = 2;
		return [name, { kind: 'dense', dtype: 'f32', shape: sizes, data }];
	});
	const names = Array.from({ length: given.width }, (_, index) => `c${index}`);
	return {
		format: MODEL_FORMAT,
		name: 'thin',
		config: given,
		layout: { blocks: [{ kind: 'plain', names, start: 0, width: given.width }], sources: [] },
		tensors: Object.fromEntries(tensors),
		codec: { name: 'parity', options: { bits: 3 } },
		certificate: { guarantee: 'exact', maxLength: 9, dtype: 'f32', conditions: [], tolerance: 0, margins: [] },
	};
}

function parsed(model: Model, options?: OnnxOptions): ModelProto {
	return fromBinary(ModelProtoSchema, toOnnx(model, options));
}

function graphOf(model: Model, options?: OnnxOptions): GraphProto {
	const { graph } = parsed(model, options);
	if (graph === undefined) throw new Error('no graph');
	return graph;
}

function codesOf(run: () => unknown): readonly string[] {
	try {
		run();
	} catch (error) {
		if (isAltaError(error)) return error.problems.map(({ code }) => code);
		throw error;
	}
	return [];
}

test('a reader of ONNX finds versions, metadata, inputs and outputs', () => {
	const file = parsed(thin(config));
	expect(file).toMatchObject({ irVersion: 8n, producerName: 'alta-ts', opsetImport: [{ domain: '', version: 18n }] });
	const metadata = Object.fromEntries(file.metadataProps.map(({ key, value }) => [key, value]));
	expect(metadata).toMatchObject({ format: 'alta-onnx/1', name: 'thin', tokens: '["0","1"]', maxLength: '9', maxLayers: '65536' });
	expect(JSON.parse(metadata['readout'] ?? '')).toEqual(config.readout);
	expect(JSON.parse(metadata['coordinates'] ?? '')).toContain('c11');
	expect(JSON.parse(metadata['codec'] ?? '')).toEqual({ name: 'parity', options: { bits: 3 } });
	expect(JSON.parse(metadata['certificate'] ?? '')).toMatchObject({ guarantee: 'exact' });
	const names = (values: readonly { name: string }[] = []): string[] => values.map(({ name }) => name);
	expect(names(file.graph?.input)).toEqual(['tokens', 'lengths']);
	expect(names(file.graph?.output)).toEqual(['logits', 'output', 'defined', 'layers', 'halted']);
	expect(names(graphOf(thin(config), { residual: true }).output)).toContain('residual');
});

test('values and tensors have the names of the model', () => {
	const { node, initializer } = graphOf(thin(config));
	expect(initializer.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(thin(config).tensors)));
	const loop = node.find(({ opType }) => opType === 'Loop');
	const names = namesOf(loop?.attribute[0]?.g?.node);
	// The tensor of this name comes first, so the value has a number.
	expect(names).toContain('stage.0.layer.0.attention.left.query~2');
	expect(names).toContain('stage.0.layer.0.mlp.hidden.0');
	const unrolled = namesOf(graphOf(thin(config), { loop: 'unrolled', maxLayers: 3 }).node);
	expect(unrolled).toContain('stage.0.loop.2.layer.0.attention.left');
	expect(unrolled.some((name) => name.startsWith('stage.0.loop.3'))).toBe(false);
});

function namesOf(nodes: readonly NodeProto[] = []): string[] {
	return nodes.map(({ name }) => name);
}

test('sparse initialisers hold the same numbers in fewer bytes', () => {
	const model = thin(config);
	const { initializer, sparseInitializer } = graphOf(model, { initialisers: 'sparse' });
	const name = 'stage.0.layer.0.mlp.0.weight';
	expect(initializer.some((each) => each.name === name)).toBe(false);
	const found = sparseInitializer.find(({ values }) => values?.name === name);
	expect(found?.dims).toEqual([12n, 8n]);
	expect(new BigInt64Array(bufferOf(found?.indices?.rawData))).toEqual(BigInt64Array.of(95n));
	expect(new Float32Array(bufferOf(found?.values?.rawData))).toEqual(Float32Array.of(2));
	expect(toOnnx(model, { initialisers: 'sparse' }).length).toBeLessThan(toOnnx(model).length);
});

test('every model is refused with a reason, or is a graph in which everything is defined before it is used, once', () => {
	const options: fc.Arbitrary<OnnxOptions> = fc.record({
		loop: fc.constantFrom('loop', 'unrolled'),
		maxLayers: fc.constantFrom(0, 5, 20),
		initialisers: fc.constantFrom('dense', 'sparse'),
		residual: fc.boolean(),
	});
	let written = 0;
	fc.assert(
		fc.property(models, options, (model, chosen) => {
			if (codesOf(() => toOnnx(model, chosen)).length > 0) {
				expect(new Set(codesOf(() => toOnnx(model, chosen)))).toEqual(new Set(['ALTA3223']));
				return;
			}
			const graph = graphOf(model, chosen);
			const stored = storedNumbers(graph);
			const inputs = graph.input.map(({ name }) => name);
			const known = new Set([...stored.keys(), ...inputs]);
			expect(known.size).toBe(graph.initializer.length + graph.sparseInitializer.length + inputs.length);
			checkNodes(graph, known);
			for (const [name, tensor] of Object.entries(model.tensors)) {
				const numbers = stored.get(name);
				if (numbers !== undefined) expect(numbers).toEqual(Array.from(toDense(tensor).data));
			}
			written++;
		}),
	);
	expect(written).toBeGreaterThan(10);
});

/** The numbers of all float initialisers, zeros included, and nothing for the others. */
function storedNumbers({ initializer, sparseInitializer }: GraphProto): Map<string, readonly number[] | undefined> {
	const stored = new Map(initializer.map((each) => [each.name, floatsOf(each)]));
	for (const { values, indices, dims } of sparseInitializer) {
		const all = Array<number>(dims.reduce((product, size) => product * Number(size), 1)).fill(0);
		const places = new BigInt64Array(bufferOf(indices?.rawData));
		const numbers = values === undefined ? [] : (floatsOf(values) ?? []);
		for (const [index, place] of places.entries()) all[Number(place)] = numbers[index] ?? Number.NaN;
		stored.set(values?.name ?? '', all);
	}
	return stored;
}

function floatsOf({ dataType, rawData }: TensorProto): readonly number[] | undefined {
	if (dataType === FLOAT) return Array.from(new Float32Array(bufferOf(rawData)));
	return dataType === DOUBLE ? Array.from(new Float64Array(bufferOf(rawData))) : undefined;
}

const FLOAT = 1;
const DOUBLE = 11;

/** A copy that begins at the start of a buffer, as arrays of larger numbers need it. */
function bufferOf(bytes: Uint8Array = new Uint8Array(0)): ArrayBuffer {
	return Uint8Array.from(bytes).buffer;
}

function checkNodes(graph: GraphProto, known: Set<string>): void {
	for (const node of graph.node) {
		for (const input of node.input) expect(input === '' || known.has(input)).toBe(true);
		for (const { g } of node.attribute) {
			if (g === undefined) continue;
			for (const { name } of g.input) expect(known.has(name)).toBe(false);
			checkNodes(g, new Set([...known, ...g.input.map(({ name }) => name)]));
		}
		for (const output of node.output) {
			expect(known.has(output)).toBe(false);
			known.add(output);
		}
	}
	for (const { name } of graph.output) expect(known.has(name)).toBe(true);
}

test('what cannot be written is refused: ALTA3221, ALTA3222, ALTA3223, ALTA3224', () => {
	const model = thin(config);
	expect(codesOf(() => toOnnx(model, { loop: 'unrolled' }))).toEqual(['ALTA3221']);
	expect(codesOf(() => toOnnx(model, { maxLayers: 1.5 }))).toEqual(['ALTA3224']);
	expect(codesOf(() => toOnnx(thin({ ...config, readout: { kind: 'classes', classes: [], pool: 'none', tied: false } })))).toEqual([
		'ALTA3223',
	]);
	expect(codesOf(() => toOnnx({ ...model, tensors: {} }))).toContain('ALTA3306');
	const rows = 2 ** 15;
	const wide: Tensor = {
		kind: 'sparse',
		dtype: 'f32',
		shape: [rows, rows],
		rowStarts: new Int32Array(rows + 1),
		columns: new Int32Array(0),
		values: new Float32Array(0),
	};
	const layers = [{ name: 'wide', norm: 'none', mlp: { activation: 'relu', hidden: [rows, rows] } } as const];
	const large = thin({ ...config, stages: [{ layers, repeat: 1 }] }, { 'wide.mlp.1.weight': wide });
	expect(codesOf(() => toOnnx(large))).toEqual(['ALTA3222']);
});
