import type { ActivationName, SparseMatrix } from '@alta-ts/tensor';
import { byColumns, type CompressedColumns } from './compressed-columns.js';

/** The weights of a sparse linear layer, by rows and by columns, with room for the sums of one row. */
export interface LinearLayer {
	readonly inputs: number;
	readonly outputs: number;
	readonly byRows: SparseMatrix;
	readonly byColumns: CompressedColumns;
	readonly activation: ActivationName;
	readonly sums: Float64Array;
}

/** Where the numbers of a layer are in a run, in entries. */
export interface LinearPlaces {
	readonly x: number;
	/** Undefined where there is no bias. */
	readonly bias: number | undefined;
	readonly out: number;
}

/** Makes a layer of its weights. */
export function linearLayer(weight: SparseMatrix, activation: ActivationName): LinearLayer {
	const [inputs, outputs] = weight.shape;
	return { inputs, outputs, byRows: weight, byColumns: byColumns(weight), activation, sums: new Float64Array(outputs) };
}

/**
 * Computes one row: the bias, then in ascending order the products with its active inputs, in double precision. `sums` holds the sums before
 * the activation afterwards.
 */
export function sumRow(layer: LinearLayer, f32: Float32Array, { x, bias }: LinearPlaces, row: number): void {
	const { inputs, outputs, sums } = layer;
	const { rowStarts, columns, values } = layer.byRows;
	if (bias === undefined) sums.fill(0);
	else for (let output = 0; output < outputs; output++) sums[output] = f32[bias + output] ?? 0;
	const start = x + row * inputs;
	for (let input = 0; input < inputs; input++) {
		const factor = f32[start + input] ?? 0;
		if (factor === 0) continue;
		const end = rowStarts[input + 1] ?? 0;
		for (let entry = rowStarts[input] ?? 0; entry < end; entry++) {
			const output = columns[entry] ?? 0;
			sums[output] = (sums[output] ?? 0) + factor * (values[entry] ?? 0);
		}
	}
}
