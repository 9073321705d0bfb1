import { altaError } from '@alta-ts/diagnostics';
import { dataOf, type Model, type Tensor as ModelTensor, type TensorData, type TensorDType } from '@alta-ts/model';
import type { SparseMatrix, Tensor } from '@alta-ts/tensor';
import { commonDType } from './common-dtype.js';

/** Access to a model's tensors by name, with the shape that is expected. */
export interface Weights {
	readonly model: Model;
	readonly dtype: TensorDType;
	/** @throws AltaError ALTA6007 when there is no such tensor, ALTA6008 when it has another shape. */
	tensor(name: string, shape: readonly number[]): ModelTensor;
	/** As `tensor`, but undefined when there is none. */
	optional(name: string, shape: readonly number[]): ModelTensor | undefined;
}

/** Reads the tensors of a model, to be used in a dtype. */
export function modelWeights(model: Model, dtype: TensorDType): Weights {
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

/** The dtype a model runs in unless told otherwise: the least precise that holds all of its weights. */
export function dtypeOf(model: Model): TensorDType {
	return commonDType(Object.values(model.tensors).map((tensor) => tensor.dtype));
}

/** A model's tensor as a constant of a plan, rounded to the given dtype. */
export function toConstant(tensor: ModelTensor, dtype: TensorDType): Tensor | SparseMatrix {
	const rounded = (data: TensorData): TensorData => (tensor.dtype === dtype ? data : dataOf(dtype, data));
	if (tensor.kind === 'dense') return { dtype, shape: tensor.shape, data: rounded(tensor.data) };
	const { shape, rowStarts, columns, values } = tensor;
	return { dtype, shape, rowStarts, columns, values: rounded(values) };
}

/** A vector as a constant of a plan, rounded to the given dtype. */
export function vectorConstant(numbers: ArrayLike<number>, dtype: TensorDType): Tensor {
	return { dtype, shape: [numbers.length], data: dataOf(dtype, numbers) };
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
