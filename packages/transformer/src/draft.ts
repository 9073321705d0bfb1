import type { TensorDType } from '@alta-ts/model';
import type { ActivationName, BufferRef, BufferType, Dim, Plan, SparseMatrix, Step, Tensor } from '@alta-ts/tensor';
import { toConstant, vectorConstant, type Weights } from './weights.js';

/** A plan while it is being written down. */
export interface Draft {
	readonly weights: Weights;
	readonly constants: Record<string, Tensor | SparseMatrix>;
	readonly inputs: Record<string, BufferType>;
	readonly buffers: Record<string, BufferType>;
	readonly steps: Step[];
}

/** An empty draft. */
export function newDraft(weights: Weights): Draft {
	return { weights, constants: {}, inputs: {}, buffers: {}, steps: [] };
}

/** The finished plan. */
export function finish(draft: Draft, name: string, outputs: readonly BufferRef[]): Plan {
	const { constants, inputs, buffers, steps } = draft;
	return { name, constants, inputs, buffers, outputs, steps };
}

/** Rows of numbers: the type of all activations. */
export function rowsOf(columns: number, dtype: TensorDType): BufferType {
	return { dtype, shape: ['rows', columns] };
}

/** Integers, one for each of a dimension. */
export function integers(dim: Dim): BufferType {
	return { dtype: 'i32', shape: [dim] };
}

/** Declares an input. */
export function addInput(draft: Draft, name: string, type: BufferType): BufferRef {
	draft.inputs[name] = type;
	return name;
}

/** Declares a buffer; again, where layers share their weights and so their buffers. */
export function addBuffer(draft: Draft, name: string, type: BufferType): BufferRef {
	draft.buffers[name] = type;
	return name;
}

/** Declares rows of `columns` numbers. */
export function addRows(draft: Draft, name: string, columns: number): BufferRef {
	return addBuffer(draft, name, rowsOf(columns, draft.weights.dtype));
}

/** Declares a constant that is made once, however often it is named. */
export function addConstant(draft: Draft, name: string, make: () => Tensor | SparseMatrix): BufferRef {
	draft.constants[name] ??= make();
	return name;
}

/** Declares a tensor of the model as a constant. */
export function addTensor(draft: Draft, name: string, shape: readonly number[]): BufferRef {
	return addConstant(draft, name, () => toConstant(draft.weights.tensor(name, shape), draft.weights.dtype));
}

/** Declares numbers that are part of the configuration as a constant vector. */
export function addVector(draft: Draft, name: string, numbers: ArrayLike<number>): BufferRef {
	return addConstant(draft, name, () => vectorConstant(numbers, draft.weights.dtype));
}

/** What a linear step multiplies with. */
export interface LinearParts {
	readonly label: string;
	readonly x: BufferRef;
	readonly weight: BufferRef;
	readonly bias: BufferRef | undefined;
	readonly activation?: ActivationName;
	readonly out: BufferRef;
}

/** Writes down a linear step. */
export function addLinear(draft: Draft, { label, x, weight, bias, activation = 'none', out }: LinearParts): void {
	draft.steps.push({ op: 'linear', label, x, weight, ...(bias === undefined ? {} : { bias }), activation, out });
}

/** Sequences to leave as they are: those whose flag is not zero. */
export interface Frozen {
	readonly unless: BufferRef;
	readonly starts: BufferRef;
}
