import { type Problem, problem } from '@alta-ts/diagnostics';
import { type JsonAt, readCount, readList, readRecord, refuse, shorten } from './read-json.js';
import type { Safetensors, SafetensorsTensor } from './safetensors.js';
import type { DenseTensor, Tensor, TensorData, TensorDType } from './tensor.js';

/**
 * How the tensors of a model are kept in `model.safetensors`.
 *
 * A dense tensor is one entry of its own name, of the dtype of its numbers. A sparse tensor `name` is three: `name.rowStarts` and
 * `name.columns`, both I32, and `name.values`, of the dtype of the numbers; what each holds is said at `SparseTensor`. Either may have provenance in `name.sources`, I32, one
 * for each number that is stored. The metadata entry `sparse` is a JSON object that gives rows and columns of every sparse tensor by name;
 * it is absent where there is none.
 */
export function packTensors(tensors: Readonly<Record<string, Tensor>>): Safetensors {
	const packed: Record<string, SafetensorsTensor> = {};
	const shapes: Record<string, readonly number[]> = {};
	for (const [name, tensor] of Object.entries(tensors)) {
		if (tensor.kind === 'sparse') {
			shapes[name] = tensor.shape;
			packed[`${name}.rowStarts`] = integers(tensor.rowStarts);
			packed[`${name}.columns`] = integers(tensor.columns);
			packed[`${name}.values`] = numbers(tensor.dtype, [tensor.values.length], tensor.values);
		} else {
			packed[name] = numbers(tensor.dtype, tensor.shape, tensor.data);
		}
		if (tensor.sources !== undefined) packed[`${name}.sources`] = integers(tensor.sources);
	}
	const names = Object.keys(shapes).sort();
	if (names.length === 0) return { tensors: packed, metadata: {} };
	return { tensors: packed, metadata: { sparse: JSON.stringify(Object.fromEntries(names.map((name) => [name, shapes[name]]))) } };
}

function integers(data: Int32Array): SafetensorsTensor {
	return { dtype: 'I32', shape: [data.length], data };
}

function numbers(dtype: TensorDType, shape: readonly number[], data: TensorData): SafetensorsTensor {
	if (data instanceof Float64Array) return { dtype: 'F64', shape, data };
	if (dtype === 'f16') return { dtype: 'F16', shape, data };
	return { dtype: dtype === 'bf16' ? 'BF16' : 'F32', shape, data };
}

/**
 * The tensors of a model out of the content of its `model.safetensors`: the inverse of {@link packTensors}. What cannot be understood goes to
 * `problems`, with the codes ALTA3304 (metadata), ALTA3306 (a missing part), ALTA3307 (a dtype that weights do not have) and ALTA3309 (a
 * part of the wrong dtype or shape). Whether numbers and indices are right is not checked here.
 */
export function unpackTensors(file: Safetensors, problems: Problem[]): Record<string, Tensor> {
	const rest = new Map(Object.entries(file.tensors));
	const take = (name: string): SafetensorsTensor | undefined => {
		const tensor = rest.get(name);
		rest.delete(name);
		return tensor;
	};
	const tensors: [string, Tensor][] = [];
	for (const [name, shape] of sparseShapes(file.metadata, problems)) {
		const rowStarts = indices(`${name}.rowStarts`, take, problems);
		const columns = indices(`${name}.columns`, take, problems);
		const values = weights(`${name}.values`, take(`${name}.values`), problems);
		const sources = rest.has(`${name}.sources`) ? indices(`${name}.sources`, take, problems) : undefined;
		if (values === undefined) continue;
		const { dtype, data } = values;
		tensors.push([name, { kind: 'sparse', dtype, shape, rowStarts, columns, values: data, ...(sources === undefined ? {} : { sources }) }]);
	}
	const dense = [...rest.keys()].filter((name) => !(name.endsWith('.sources') && rest.has(name.slice(0, -'.sources'.length))));
	for (const name of dense) {
		const tensor = weights(name, take(name), problems);
		const sources = rest.has(`${name}.sources`) ? indices(`${name}.sources`, take, problems) : undefined;
		if (tensor !== undefined) tensors.push([name, { ...tensor, ...(sources === undefined ? {} : { sources }) }]);
	}
	return Object.fromEntries(tensors);
}

function sparseShapes(metadata: Readonly<Record<string, string>>, problems: Problem[]): [string, readonly [number, number]][] {
	const text = metadata.sparse;
	if (text === undefined) return [];
	const at: JsonAt = { value: parsed(text), file: 'model.safetensors', path: 'metadata.sparse', problems };
	return Object.entries(readRecord(at, readShape));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function readShape(at: JsonAt): readonly [number, number] {
	const [rows, columns, ...more] = readList(at, readCount);
	if (rows !== undefined && columns !== undefined && more.length === 0) return [rows, columns];
	refuse(at, 'the number of rows and of columns');
	return [0, 0];
}

type Take = (name: string) => SafetensorsTensor | undefined;

function indices(name: string, take: Take, problems: Problem[]): Int32Array {
	const tensor = take(name);
	if (tensor === undefined) problems.push(missing(name));
	else if (tensor.dtype !== 'I32' || tensor.shape.length !== 1) problems.push(malformed(name, 'is not a vector of I32'));
	else return tensor.data;
	return new Int32Array(0);
}

function weights(name: string, tensor: SafetensorsTensor | undefined, problems: Problem[]): DenseTensor | undefined {
	if (tensor?.dtype === 'F32') return { kind: 'dense', dtype: 'f32', shape: tensor.shape, data: tensor.data };
	if (tensor?.dtype === 'F16') return { kind: 'dense', dtype: 'f16', shape: tensor.shape, data: tensor.data };
	if (tensor?.dtype === 'BF16') return { kind: 'dense', dtype: 'bf16', shape: tensor.shape, data: tensor.data };
	if (tensor?.dtype === 'F64') return { kind: 'dense', dtype: 'f64', shape: tensor.shape, data: tensor.data };
	problems.push(tensor === undefined ? missing(name) : unexpected(name, `is ${tensor.dtype}, which weights are not`));
	return undefined;
}

/** A tensor, or a part of a sparse one, that is not there. */
export function missing(name: string): Problem {
	return problem('ALTA3306', {
		what: `The tensor ${shorten(name)} is missing.`,
		where: [`tensor ${shorten(name)}`],
		why: 'The config of the model expects it.',
		fix: 'Add the tensor, or save the model again.',
	});
}

/** A tensor that no part of the model uses. */
export function unexpected(name: string, how: string): Problem {
	return problem('ALTA3307', {
		what: `The tensor ${shorten(name)} ${how}.`,
		where: [`tensor ${shorten(name)}`],
		why: 'A tensor that is not used is most often one with a misspelt name.',
		fix: 'Rename the tensor as the config expects it, or remove it.',
	});
}

/** A tensor whose arrays do not fit together. */
export function malformed(name: string, how: string): Problem {
	return problem('ALTA3309', {
		what: `The tensor ${shorten(name)} ${how}.`,
		where: [`tensor ${shorten(name)}`],
		why: 'Row starts, columns, values and sources describe one matrix together.',
		fix: 'Build the tensor with `sparseBuilder`, or save the model again.',
	});
}
