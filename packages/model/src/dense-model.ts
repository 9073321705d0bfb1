import type { Model } from './model.js';
import { toDense } from './sparse.js';

/**
 * The model with every matrix stored with all its zeros, as other libraries expect them.
 *
 * @throws AltaError ALTA3003 for a matrix that is too large for that.
 */
export function denseModel(model: Model): Model {
	return { ...model, tensors: Object.fromEntries(Object.entries(model.tensors).map(([name, tensor]) => [name, toDense(tensor)])) };
}
