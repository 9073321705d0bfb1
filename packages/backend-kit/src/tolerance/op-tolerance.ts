import type { AddOp, LayerNormOp, LinearOp, Op, SparseMatrix, Tensor } from '@alta-ts/tensor';
import { isSparse } from '@alta-ts/tensor';
import { attentionTolerance } from './attention-tolerance.js';
import { expGrowth, growth, tinyOf, unitOf } from './rounding.js';

/** The tensors of a run, by name. */
export type Values = (ref: string) => Tensor | SparseMatrix;

/**
 * How far each entry of an op's result may be from what the reference computes of the same operands. Copies, choices and counts are exact:
 * `gather`, `argmax`, `halt`. How the bounds come about is told in rounding.ts, and beside each op.
 */
export function toleranceOf(op: Op, values: Values, out: Tensor): Float64Array {
	switch (op.op) {
		case 'linear':
			return linearTolerance(op, values, out);
		case 'attention':
			return attentionTolerance(op, (ref) => dense(values(ref)), out);
		case 'add':
			return addTolerance(op, out);
		case 'layer-norm':
			return layerNormTolerance(op, values, out);
		case 'softmax':
			return softmaxTolerance(dense(values(op.x)), out);
		default:
			return new Float64Array(out.data.length);
	}
}

/** One rounding of a sum of two numbers of the dtype is defined to the last bit; only what is subnormal may be flushed. */
function addTolerance(_: AddOp, out: Tensor): Float64Array {
	const tiny = tinyOf(out.dtype);
	return Float64Array.from(out.data, (sum) => (Math.abs(sum) < tiny ? tiny : 0));
}

/**
 * With n inputs: n products and n additions to the bias, and one rounding of the result. The activations have slopes of at most 1 (`gelu`:
 * 1.13), and may be off by 16 u times what they are of: they come from exp at arguments where it is tame, or from polynomials of its kind.
 */
function linearTolerance(op: LinearOp, values: Values, out: Tensor): Float64Array {
	const x = dense(values(op.x));
	const weight = values(op.weight);
	const bias = op.bias === undefined ? undefined : dense(values(op.bias));
	const [inputs = 0, outputs = 0] = weight.shape;
	const rows = x.shape[0] ?? 0;
	const relative = growth(out.dtype, inputs + 3);
	const flushed = (inputs + 3) * tinyOf(out.dtype);
	const plain = op.activation === 'none' || op.activation === 'relu' || op.activation === 'clipped-relu';
	const ofActivation = plain ? 0 : 16 * (unitOf(out.dtype) + unitOf('f64'));
	const tolerance = new Float64Array(rows * outputs);
	for (let row = 0; row < rows; row++) {
		const sums = tolerance.subarray(row * outputs, (row + 1) * outputs);
		if (bias !== undefined) sums.set(bias.data.map(Math.abs));
		for (let input = 0; input < inputs; input++) {
			const factor = Math.abs(x.data[row * inputs + input] ?? 0);
			if (factor !== 0) addMagnitudes(sums, weight, input, factor);
		}
		for (const [column, magnitude] of sums.entries()) {
			sums[column] = 1.13 * (relative * magnitude + flushed) + ofActivation * (1 + magnitude);
		}
	}
	return tolerance;
}

function addMagnitudes(sums: Float64Array, weight: Tensor | SparseMatrix, row: number, factor: number): void {
	if (isSparse(weight)) {
		for (let entry = weight.rowStarts[row] ?? 0; entry < (weight.rowStarts[row + 1] ?? 0); entry++) {
			const column = weight.columns[entry] ?? 0;
			sums[column] = (sums[column] ?? 0) + factor * Math.abs(weight.values[entry] ?? 0);
		}
		return;
	}
	for (let column = 0; column < sums.length; column++) {
		sums[column] = (sums[column] ?? 0) + factor * Math.abs(weight.data[row * sums.length + column] ?? 0);
	}
}

/**
 * With n columns: the mean is off by `growth(n + 1)` of the mean of |x|, each difference d = x − mean by that and one rounding, the variance
 * by the mean of 2|d|δ + δ² and `growth(n + 3)` of itself. The quotient is bounded with the smallest deviation that this allows.
 */
function layerNormTolerance(op: LayerNormOp, values: Values, out: Tensor): Float64Array {
	const x = dense(values(op.x)).data;
	const gain = dense(values(op.gain)).data;
	const bias = dense(values(op.bias)).data;
	const columns = out.shape[1] ?? 0;
	const tolerance = new Float64Array(x.length);
	const few = growth(out.dtype, 6);
	const tiny = (columns + 6) * tinyOf(out.dtype);
	for (let start = 0; start < x.length; start += columns) {
		const entries = Array.from(x.subarray(start, start + columns));
		const mean = average(entries);
		const ofMean = growth(out.dtype, columns + 1) * average(entries.map(Math.abs)) + tiny;
		const far = entries.map((entry) => Math.abs(entry - mean));
		const off = far.map((distance) => ofMean + growth(out.dtype, 1) * (distance + ofMean));
		const variance = average(far.map((distance) => distance ** 2));
		const ofVariance =
			average(far.map((distance, column) => 2 * distance * (off[column] ?? 0) + (off[column] ?? 0) ** 2)) +
			growth(out.dtype, columns + 3) * (variance + op.epsilon) +
			tiny;
		const deviation = Math.sqrt(variance + op.epsilon);
		const smallest = Math.sqrt(Math.max(op.epsilon * (1 - few), variance + op.epsilon - ofVariance));
		far.forEach((distance, column) => {
			const size = Math.abs(gain[column] ?? 0);
			const quotient = (distance + (off[column] ?? 0)) / smallest;
			tolerance[start + column] = size * (quotient - distance / deviation) + few * (size * quotient + Math.abs(bias[column] ?? 0)) + tiny;
		});
	}
	return tolerance;
}

/**
 * With n columns: the difference to the largest entry is rounded once, which moves exp by as much as the difference, and exp itself by
 * `expGrowth`; the total is off as its terms are and by `growth(n)`; the quotient is rounded.
 */
function softmaxTolerance(x: Tensor, out: Tensor): Float64Array {
	const columns = x.shape[1] ?? 0;
	const tolerance = new Float64Array(x.data.length);
	const tiny = tinyOf(out.dtype);
	for (let start = 0; start < x.data.length; start += columns) {
		const entries = Array.from(x.data.subarray(start, start + columns));
		const largest = entries.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
		if (largest === Number.NEGATIVE_INFINITY) continue;
		const weights = entries.map((entry) => Math.exp(entry - largest));
		const sum = total(weights);
		const parts = weights.map((weight, column) => {
			const below = (entries[column] ?? 0) - largest;
			return weight === 0 ? tiny : weight * (expGrowth(out.dtype, below) + Math.expm1(growth(out.dtype, 1) * -below)) + tiny;
		});
		const ofSum = total(parts) / sum + growth(out.dtype, columns + 2);
		weights.forEach((weight, column) => {
			tolerance[start + column] = ((parts[column] ?? 0) + weight * ofSum) / sum + tiny;
		});
	}
	return tolerance;
}

function dense(tensor: Tensor | SparseMatrix): Tensor {
	if (isSparse(tensor)) throw new RangeError('a sparse matrix where a checked plan has none');
	return tensor;
}

function total(entries: readonly number[]): number {
	return entries.reduce((a, b) => a + b, 0);
}

function average(entries: readonly number[]): number {
	return total(entries) / entries.length;
}
