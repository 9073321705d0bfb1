import { altaError } from '@alta-ts/diagnostics';
import type { Model, TensorData as ModelData, Tensor as ModelTensor } from '@alta-ts/model';
import type { SparseMatrix, Tensor } from '@alta-ts/tensor';

/** The dtype of weights and activations. */
export type FloatType = 'f32' | 'f64';

/** Access to a model's tensors by name, with the shape that is expected. */
export interface Weights {
	readonly model: Model;
	readonly dtype: FloatType;
	/** @throws AltaError ALTA6007 when there is no such tensor, ALTA6008 when it has another shape. */
	tensor(name: string, shape: readonly number[]): ModelTensor;
	/** As `tensor`, but undefined when there is none. */
	optional(name: string, shape: readonly number[]): ModelTensor | undefined;
}

/** Reads the tensors of a model, to be used in a dtype. */
export function modelWeights(model: Model, dtype: FloatType): Weights {
	const optional = (name: string, shape: readonly number[]): ModelTensor | undefined => {
		const tensor = Object.hasOwn(model.tensors, name) ? model.tensors[name] : undefined;
		if (tensor === undefined || sameShape(tensor.shape, shape)) return tensor;
		throw altaError('ALTA6008', {
			what: `Tensor "${name}" has the shape [${tensor.shape.join(', ')}], not [${shape.join(', ')}].`,
			where: [`model ${model.name}`, `tensor ${name}`],
			why: 'The shapes of all tensors follow from the configuration of the model.',
			fix: 'Correct the configuration or the tensor.',
		});
	};
	return {
		model,
		dtype,
		optional,
		tensor: (name, shape) => {
			const tensor = optional(name, shape);
			if (tensor !== undefined) return tensor;
			throw altaError('ALTA6007', {
				what: `The model has no tensor "${name}".`,
				where: [`model ${model.name}`, `tensor ${name}`],
				why: 'The configuration of the model asks for it.',
				fix: `Add a tensor of shape [${shape.join(', ')}], or take what needs it out of the configuration.`,
			});
		},
	};
}

/** The dtype a model runs in unless told otherwise: f64 where any of its tensors is, else f32. */
export function dtypeOf(model: Model): FloatType {
	return Object.values(model.tensors).some((tensor) => tensor.dtype === 'f64') ? 'f64' : 'f32';
}

/** A model's tensor as a constant of a plan, in the given dtype. */
export function toConstant(tensor: ModelTensor, dtype: FloatType): Tensor | SparseMatrix {
	if (tensor.kind === 'dense') return { dtype, shape: tensor.shape, data: converted(tensor.data, dtype) };
	const { shape, rowStarts, columns } = tensor;
	return { dtype, shape, rowStarts, columns, values: converted(tensor.values, dtype) };
}

/** A vector as a constant of a plan. */
export function vectorConstant(numbers: ArrayLike<number>, dtype: FloatType): Tensor {
	return { dtype, shape: [numbers.length], data: floats(numbers, dtype) };
}

/** Numbers in the array type of a dtype. */
export function floats(numbers: ArrayLike<number>, dtype: FloatType): ModelData {
	return dtype === 'f32' ? Float32Array.from(numbers) : Float64Array.from(numbers);
}

function converted(data: ModelData, dtype: FloatType): ModelData {
	if (dtype === 'f32') return data instanceof Float32Array ? data : Float32Array.from(data);
	return data instanceof Float64Array ? data : Float64Array.from(data);
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
