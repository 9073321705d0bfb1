import type { BufferType, Dim, DType, Plan, SparseMatrix, Step, Tensor } from '@alta-ts/tensor';
import type { Trial } from '../judge.js';

/** An input: what a plan declares, and what a run gets. */
export interface Given {
	readonly tensor: Tensor;
	readonly shape: readonly Dim[];
}

/** An input whose first dimension is `rows`. */
export function perRow(tensor: Tensor): Given {
	return { tensor, shape: ['rows', ...tensor.shape.slice(1)] };
}

/** An input with a number for each sequence. */
export function perSequence(tensor: Tensor): Given {
	return { tensor, shape: ['sequences'] };
}

/** An input of row starts. */
export function asStarts(tensor: Tensor): Given {
	return { tensor, shape: ['sequences+1'] };
}

/** An input whose sizes the plan knows. */
export function fixed(tensor: Tensor): Given {
	return { tensor, shape: tensor.shape };
}

/** A buffer of rows. */
export function rows(dtype: DType, ...columns: readonly number[]): BufferType {
	return { dtype, shape: ['rows', ...columns] };
}

/** A buffer with an integer for each sequence. */
export const flags: BufferType = { dtype: 'i32', shape: ['sequences'] };

/** The parts of a trial. */
export interface TrialParts {
	readonly constants?: Readonly<Record<string, Tensor | SparseMatrix>>;
	readonly given: Readonly<Record<string, Given>>;
	readonly buffers: Readonly<Record<string, BufferType>>;
	/** All buffers when absent. */
	readonly outputs?: readonly string[];
	readonly steps: readonly Step[];
}

/** A plan and its inputs. */
export function trial(what: string, { constants = {}, given, buffers, outputs, steps }: TrialParts): Trial {
	const named = Object.entries(given);
	const inputs = named.map(([name, { tensor, shape }]): [string, BufferType] => [name, { dtype: tensor.dtype, shape }]);
	const plan: Plan = {
		name: what,
		constants,
		inputs: Object.fromEntries(inputs),
		buffers,
		outputs: outputs ?? Object.keys(buffers),
		steps,
	};
	return { what, plan, inputs: Object.fromEntries(named.map(([name, { tensor }]) => [name, tensor])) };
}
