import type { Model } from './model.js';
import { countNonzeros, countParameters } from './sparse.js';
import { dtypeBytes, type Tensor } from './tensor.js';

/** How large a model is. Weights that layers share count once. */
export interface ModelSize {
	/** All numbers of all tensors, zeros included. */
	readonly parameters: number;
	/** Those that are not zero. */
	readonly nonzeros: number;
	/** Bytes of the tensors as they are saved: sparse ones by their entries, indices and provenance included. */
	readonly bytes: number;
}

/**
 * Measures a model.
 *
 * @example
 * ```ts
 * import { modelSize } from '@alta-ts/model';
 * const bias = { kind: 'dense', dtype: 'f32', shape: [3], data: Float32Array.of(0, 1, 0) } as const;
 * modelSize({ tensors: { bias } }) // => { parameters: 3, nonzeros: 1, bytes: 12 }
 * ```
 */
export function modelSize(model: Pick<Model, 'tensors'>): ModelSize {
	let parameters = 0;
	let nonzeros = 0;
	let bytes = 0;
	for (const tensor of Object.values(model.tensors)) {
		parameters += countParameters(tensor);
		nonzeros += countNonzeros(tensor);
		bytes += tensorBytes(tensor);
	}
	return { parameters, nonzeros, bytes };
}

function tensorBytes(tensor: Tensor): number {
	const sources = tensor.sources?.byteLength ?? 0;
	if (tensor.kind === 'dense') return tensor.data.length * dtypeBytes(tensor.dtype) + sources;
	return tensor.rowStarts.byteLength + tensor.columns.byteLength + tensor.values.length * dtypeBytes(tensor.dtype) + sources;
}
