import { altaError } from '@alta-ts/diagnostics';
import { expectedTensors } from '../expected-tensors.js';
import type { Model } from '../model.js';
import { countNonzeros, forEachEntry, toDense, toSparse } from '../sparse.js';
import type { Tensor } from '../tensor.js';
import { constant, type GraphDraft, type ValueName } from './graph-draft.js';
import type { OnnxInitialiser } from './onnx-file.js';

/** The type of all weights and activations of a file. */
export type FloatType = 'float32' | 'float64';

/** How matrices are stored: with their zeros, or, where that is smaller, without. */
export type InitialiserForm = 'dense' | 'sparse';

/** The weights of a model, which become constants of the graph when they are first used. */
export interface OnnxWeights {
	readonly type: FloatType;
	/** The constant of a tensor, which the config expects. */
	tensor(draft: GraphDraft, name: string): ValueName;
	/** As `tensor`, but undefined where the model has none. */
	optional(draft: GraphDraft, name: string): ValueName | undefined;
	/** A constant number. */
	number(draft: GraphDraft, value: number): ValueName;
}

/** The most bytes that protobuf allows a message. */
export const MOST_BYTES: number = 2 ** 31 - 1;

const INDEX_BYTES = 8;

/**
 * Access to the weights of a model as constants: float64 where any tensor is f64, else float32, which holds every f16 and bf16 exactly.
 *
 * @throws ALTA3222 if they do not fit a file.
 */
export function onnxWeights(model: Model, form: InitialiserForm): OnnxWeights {
	const type: FloatType = Object.values(model.tensors).some(({ dtype }) => dtype === 'f64') ? 'float64' : 'float32';
	refuseTooLarge(model, type, form);
	const optional = (draft: GraphDraft, name: string): ValueName | undefined => {
		const tensor = Object.hasOwn(model.tensors, name) ? model.tensors[name] : undefined;
		if (tensor === undefined) return undefined;
		if (!draft.initialisers.has(name)) draft.initialisers.set(name, initialiser(name, tensor, type, form));
		return name;
	};
	return {
		type,
		optional,
		tensor: (draft, name) => optional(draft, name) ?? name,
		number: (draft, value) => constant(draft, `${type}.${value}`, { type, shape: [], data: floats([value], type) }),
	};
}

/** A constant vector of numbers that are not a tensor of the model. */
export function vector(draft: GraphDraft, type: FloatType, numbers: readonly number[]): ValueName {
	return constant(draft, `${type}.[${numbers.join(',')}]`, { type, shape: [numbers.length], data: floats(numbers, type) });
}

function initialiser(name: string, tensor: Tensor, type: FloatType, form: InitialiserForm): OnnxInitialiser {
	const { shape } = tensor;
	if (!isSparser(tensor, type, form)) return { name, type, shape, data: floats(toDense(tensor).data, type) };
	const sparse = toSparse(tensor);
	const places: bigint[] = [];
	const numbers: number[] = [];
	forEachEntry(sparse, (row, column, value) => {
		if (value === 0) return;
		places.push(BigInt(row * sparse.shape[1] + column));
		numbers.push(value);
	});
	return { name, type, shape, data: floats(numbers, type), indices: BigInt64Array.from(places) };
}

/** Whether a tensor is stored without its zeros; one that has nothing else stays dense, which every reader understands. */
function isSparser(tensor: Tensor, type: FloatType, form: InitialiserForm): boolean {
	const nonzeros = form === 'sparse' && tensor.shape.length === 2 ? countNonzeros(tensor) : 0;
	return nonzeros > 0 && nonzeros * (itemBytes(type) + INDEX_BYTES) < denseBytes(tensor, type);
}

function refuseTooLarge(model: Model, type: FloatType, form: InitialiserForm): void {
	const bytes = expectedTensors(model.config).reduce((total, { name }) => {
		const tensor = model.tensors[name];
		if (tensor === undefined) return total;
		return total + (isSparser(tensor, type, form) ? countNonzeros(tensor) * (itemBytes(type) + INDEX_BYTES) : denseBytes(tensor, type));
	}, 0);
	if (bytes > MOST_BYTES) throw tooLarge(model.name, bytes, form);
}

/** The error for a model of so many bytes: ALTA3222. */
export function tooLarge(name: string, bytes: number, form: InitialiserForm): Error {
	return altaError('ALTA3222', {
		what: `As an ONNX file the model would have ${bytes} bytes.`,
		where: [`model ${name}`],
		why: `Such a file has at most ${MOST_BYTES} bytes.`,
		fix: form === 'dense' ? 'Write sparse initialisers.' : 'Compile the program for shorter inputs, or keep the native format.',
	});
}

function denseBytes({ shape }: Tensor, type: FloatType): number {
	return shape.reduce((product, size) => product * size, itemBytes(type));
}

function itemBytes(type: FloatType): number {
	return type === 'float64' ? 8 : 4;
}

function floats(numbers: ArrayLike<number>, type: FloatType): Float32Array | Float64Array {
	if (type === 'float64') return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
	return numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);
}
