import type { BufferType, Dim, Plan, Tensor, TensorData } from '@alta-ts/tensor';
import type { PartResult, Tensors } from './messages.js';

/** Sequences of a batch, from and to, and their rows. */
export interface Part {
	readonly sequences: readonly [from: number, to: number];
	readonly rows: readonly [from: number, to: number];
}

/** Divides a batch into parts of whole sequences with about as many rows each; fewer where there are not as many sequences. */
export function divide(starts: TensorData, count: number): readonly Part[] {
	const sequences = starts.length - 1;
	const rows = starts[sequences] ?? 0;
	const parts: Part[] = [];
	let from = 0;
	for (let part = 1; part <= count && from < sequences; part++) {
		let to = part === count ? sequences : from + 1;
		while (to < sequences && (starts[to] ?? 0) < (rows * part) / count) to++;
		parts.push({ sequences: [from, to], rows: [starts[from] ?? 0, starts[to] ?? 0] });
		from = to;
	}
	const last = parts.at(-1);
	if (last === undefined || last.sequences[1] === sequences) return parts;
	return [...parts.slice(0, -1), { sequences: [last.sequences[0], sequences], rows: [last.rows[0], rows] }];
}

/** The inputs of one part. */
export function partOf(plan: Plan, inputs: Tensors, part: Part): Tensors {
	const cut = Object.entries(inputs).map(([name, tensor]) => [name, cutTensor(tensor, plan.inputs[name]?.shape[0], part)] as const);
	return Object.fromEntries(cut);
}

function cutTensor(tensor: Tensor, dim: Dim | undefined, part: Part): Tensor {
	if (dim === undefined || typeof dim === 'number') return { ...tensor, data: tensor.data.slice() };
	const [from, to] = dim === 'rows' ? part.rows : part.sequences;
	const end = dim === 'sequences+1' ? to + 1 : to;
	const width = tensor.shape.slice(1).reduce((product, size) => product * size, 1);
	const data = tensor.data.slice(from * width, end * width);
	// Only row starts have one entry more than there are sequences; those of a part begin at 0.
	if (dim === 'sequences+1') for (let index = 0; index < data.length; index++) data[index] = (data[index] ?? 0) - part.rows[0];
	return { dtype: tensor.dtype, shape: [end - from, ...tensor.shape.slice(1)], data };
}

/** Puts the outputs of all parts together. A loop has made as many passes as that of the part that took longest. */
export function joinParts(results: readonly PartResult[]): PartResult {
	const [first] = results;
	if (first === undefined) throw new RangeError('internal: a batch has one part at least');
	const outputs = Object.keys(first.outputs).map((name) => [name, join(results.flatMap((each) => each.outputs[name] ?? []))] as const);
	const passes = Object.keys(first.passes).map((label) => [label, Math.max(...results.map((each) => each.passes[label] ?? 0))] as const);
	return { outputs: Object.fromEntries(outputs), passes: Object.fromEntries(passes) };
}

function join(tensors: readonly Tensor[]): Tensor {
	const entries = tensors.reduce((sum, { data }) => sum + data.length, 0);
	const dtype: BufferType['dtype'] = tensors[0]?.dtype ?? 'f32';
	const data = dtype === 'i32' ? new Int32Array(entries) : new Float32Array(entries);
	let at = 0;
	for (const tensor of tensors) {
		data.set(tensor.data, at);
		at += tensor.data.length;
	}
	const size = tensors.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
	return { dtype, shape: [size, ...(tensors[0]?.shape.slice(1) ?? [])], data };
}
