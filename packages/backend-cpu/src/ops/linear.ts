import type { LinearOp } from '@alta-ts/tensor';
import type { Preparation, Runner } from '../runner.js';
import { prepareSparseLinear } from '../sparse/linear.js';
import { prepareDenseLinear } from './dense-linear.js';

/** out = activation(x · weight + bias), by what the weight is: sparse constants cost their active inputs, anything else is a dense product. */
export function prepareLinear(op: LinearOp, preparation: Preparation): Runner {
	const weight = preparation.sparse(op.weight);
	return weight === undefined ? prepareDenseLinear(op, preparation) : prepareSparseLinear(op, weight, preparation);
}
