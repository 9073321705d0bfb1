import type { LinearOp, SparseMatrix } from '@alta-ts/tensor';
import type { Preparation, Run, Runner } from '../runner.js';
import { activate } from './activate.js';
import { type LinearLayer, type LinearPlaces, linearLayer, sumRow } from './linear-layer.js';

/** A linear step with a sparse weight: each row costs its active inputs. Sums are in double precision, in ascending order, rounded once. */
export function prepareSparseLinear(op: LinearOp, weight: SparseMatrix, { memory }: Preparation): Runner {
	const layer = linearLayer(weight, op.activation);
	return {
		begin: (run) => {
			const [rows = 0] = run.shape(op.x);
			const places = placesOf(op, run);
			return () => {
				for (let row = 0; row < rows; row++) writeRow(layer, memory.f32, places, row);
			};
		},
	};
}

/** Where the numbers of a linear step are. */
export function placesOf(op: LinearOp, run: Run): LinearPlaces {
	return {
		x: run.address(op.x) / 4,
		bias: op.bias === undefined ? undefined : run.address(op.bias) / 4,
		out: run.address(op.out) / 4,
	};
}

/** Computes one row and writes all of it. */
export function writeRow(layer: LinearLayer, f32: Float32Array, places: LinearPlaces, row: number): void {
	const { outputs, sums, activation } = layer;
	sumRow(layer, f32, places, row);
	const start = places.out + row * outputs;
	for (let output = 0; output < outputs; output++) f32[start + output] = activate(activation, sums[output] ?? 0);
}
