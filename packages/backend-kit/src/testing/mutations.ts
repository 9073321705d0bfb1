import { type AttentionHead, isSparse, type Op, type Repeat, type SparseMatrix, type Tensor } from '@alta-ts/tensor';
import { dense, type Mutation, type Operands } from './mutant.js';

/** Mistakes people make in kernels, three or more in each family. */
export const mutations: Readonly<Record<string, readonly Mutation[]>> = {
	gather: [
		{ op: 'gather', name: 'an index shifted by one', change: editTable((table) => turned(table, 1)) },
		{ op: 'gather', name: 'a lost tail of columns', spoil: (_, out) => loseTail(out, 4) },
		{ op: 'gather', name: 'the last row of a workgroup of 64 left out', spoil: (_, out) => loseRow(out, 63) },
		{ op: 'gather', name: 'the last entry of sparse rows lost', change: editSparse('table', 'last') },
	],
	'linear dense': [
		{ op: 'linear', name: 'a lost tail of inputs', change: editDense((weight) => loseLastRows(weight, 4)) },
		{ op: 'linear', name: 'a bias shifted by one', change: editBias },
		{ op: 'linear', name: 'a lost tail of outputs', spoil: onlyDense((out) => loseTail(out, 4)) },
		{
			op: 'linear',
			name: 'clipped-relu that does not clip',
			change: (op) => (op.op === 'linear' && op.activation === 'clipped-relu' ? { ...op, activation: 'relu' } : op),
		},
		{ op: 'linear', name: 'gelu whose tail does not end', spoil: endlessTail },
		{ op: 'linear', name: 'rows beyond 64 left out', spoil: onlyDense((out) => loseRow(out, 64)) },
	],
	'linear sparse': [
		{ op: 'linear', name: 'the last entry of each row lost', change: editSparse('weight', 'last') },
		{ op: 'linear', name: 'the first entry of each row lost', change: editSparse('weight', 'first') },
		{ op: 'linear', name: 'columns shifted by one', change: editSparse('weight', 'shift') },
		{ op: 'linear', name: 'the last input of x left out', change: editSparse('weight', 'tail') },
	],
	attention: [
		{ op: 'attention', name: 'a dropped mask', change: heads(withoutOffsets) },
		{ op: 'attention', name: 'offsets shifted by one', change: heads(shiftOffsets) },
		{ op: 'attention', name: 'a dropped null key', change: heads(withoutNull) },
		{
			op: 'attention',
			name: 'a lost tail of key columns',
			change: heads((head) => ({ ...head, keyColumns: [head.keyColumns[0], Math.max(head.keyColumns[0], head.keyColumns[1] - 1)] })),
		},
		{ op: 'attention', name: 'sequences that see one another', change: oneSequence },
		{ op: 'attention', name: 'a bias of −∞ taken for 0', change: noHiding },
		{ op: 'attention', name: 'the least number taken for −∞', change: hideLowest },
		{ op: 'attention', name: 'the scale forgotten', change: heads((head) => ({ ...head, scale: Math.sign(head.scale) })) },
		{ op: 'attention', name: 'the last row left out', spoil: (_, out) => loseRow(out, (out.shape[0] ?? 0) - 1) },
	],
	'add, layer-norm, softmax': [
		{ op: 'add', name: 'unless forgotten', change: forgetUnless },
		{ op: 'add', name: 'a lost tail', spoil: (_, out) => loseTail(out, 4) },
		{
			op: 'add',
			name: 'the operands swapped where rows stay',
			change: (op) => (op.op === 'add' && op.unless !== undefined ? { ...op, a: op.b, b: op.a } : op),
		},
		{ op: 'layer-norm', name: 'unless forgotten', change: forgetUnless },
		{ op: 'layer-norm', name: 'epsilon forgotten', change: (op) => (op.op === 'layer-norm' ? { ...op, epsilon: op.epsilon / 2 } : op) },
		{ op: 'layer-norm', name: 'a lost tail', spoil: (_, out) => loseTail(out, 4) },
		{
			op: 'softmax',
			name: 'not divided by the total',
			spoil: (_, out) => replaceEach(out, (entry) => entry * 1.001),
		},
		{ op: 'softmax', name: 'a lost tail', spoil: (_, out) => loseTail(out, 4) },
		{ op: 'softmax', name: 'the last row left out', spoil: (_, out) => loseRow(out, (out.shape[0] ?? 0) - 1) },
	],
	'argmax, halt, repeat': [
		{ op: 'argmax', name: 'the last of a tie', spoil: lastOfTie },
		{
			op: 'argmax',
			name: 'an index shifted by one',
			spoil: (_, out) => replaceEach(out, (entry) => entry + 1),
		},
		{ op: 'argmax', name: 'rows beyond 64 left out', spoil: (_, out) => loseRow(out, 64) },
		{
			op: 'halt',
			name: 'limits forgotten',
			spoil: (_, out) => replaceEach(out, (flag) => (flag === 2 ? 0 : flag)),
		},
		{
			op: 'halt',
			name: 'a limit taken for a passed test',
			spoil: (_, out) => replaceEach(out, (flag) => (flag === 2 ? 1 : flag)),
		},
		{ op: 'halt', name: 'the last sequence left out', spoil: (_, out) => loseRow(out, out.data.length - 1) },
		{
			op: 'repeat',
			name: 'until forgotten',
			rewrite: (plan) => ({ ...plan, steps: plan.steps.map((step) => (step.op === 'repeat' ? forgetUntil(step) : step)) }),
		},
		{
			op: 'repeat',
			name: 'one pass too many',
			rewrite: (plan) => ({
				...plan,
				steps: plan.steps.map((step) => (step.op === 'repeat' ? { ...step, atMost: step.atMost + 1 } : step)),
			}),
		},
		{
			op: 'repeat',
			name: 'at least one pass',
			rewrite: (plan) => ({
				...plan,
				steps: plan.steps.map((step) => (step.op === 'repeat' ? { ...step, atMost: Math.max(1, step.atMost) } : step)),
			}),
		},
	],
};

function replaceEach(out: Tensor, replace: (entry: number) => number): void {
	out.data.set(out.data.map(replace));
}

/** Zeroes the columns after the last multiple of a vector. */
function loseTail(out: Tensor, vector: number): void {
	const columns = out.shape.at(-1) ?? 1;
	const whole = columns - (columns % vector);
	out.data.forEach((_, index) => {
		if (index % columns >= whole) out.data[index] = 0;
	});
}

function loseRow(out: Tensor, row: number): void {
	const columns = out.data.length / Math.max(1, out.shape[0] ?? 1);
	if (row >= 0) out.data.fill(0, row * columns, (row + 1) * columns);
}

function turned(table: Tensor, by: number): Tensor {
	const columns = table.shape[1] ?? 0;
	const data = table.data.slice();
	data.set(table.data.subarray(by * columns));
	data.set(table.data.subarray(0, by * columns), data.length - by * columns);
	return { ...table, data };
}

function editTable(edit: (table: Tensor) => Tensor): (op: Op, operands: Operands) => Op {
	return (op, operands) => {
		if (op.op !== 'gather') return op;
		const table = operands.get(op.table);
		if (table !== undefined && !isSparse(table) && (table.shape[0] ?? 0) > 0) operands.set(op.table, edit(table));
		return op;
	};
}

function editDense(edit: (weight: Tensor) => Tensor): (op: Op, operands: Operands) => Op {
	return (op, operands) => {
		if (op.op !== 'linear') return op;
		const weight = operands.get(op.weight);
		if (weight !== undefined && !isSparse(weight)) operands.set(op.weight, edit(weight));
		return op;
	};
}

function loseLastRows(weight: Tensor, vector: number): Tensor {
	const [inputs = 0, outputs = 0] = weight.shape;
	return { ...weight, data: weight.data.slice().fill(0, (inputs - (inputs % vector)) * outputs) };
}

function editBias(op: Op, operands: Operands): Op {
	if (op.op !== 'linear' || op.bias === undefined || isSparse(operands.get(op.weight) ?? dense(operands, op.bias))) return op;
	const bias = dense(operands, op.bias);
	operands.set(op.bias, { ...bias, data: bias.data.map((_, column) => bias.data[column - 1] ?? 0) });
	return op;
}

function onlyDense(spoil: (out: Tensor) => void): NonNullable<Mutation['spoil']> {
	return (op, out, operands) => {
		const weight = op.op === 'linear' ? operands.get(op.weight) : undefined;
		if (weight !== undefined && !isSparse(weight)) spoil(out);
	};
}

type SparseMistake = 'first' | 'last' | 'shift' | 'tail';

function editSparse(part: 'weight' | 'table', mistake: SparseMistake): (op: Op, operands: Operands) => Op {
	return (op, operands) => {
		const ref = op.op === 'linear' && part === 'weight' ? op.weight : op.op === 'gather' && part === 'table' ? op.table : undefined;
		const matrix = ref === undefined ? undefined : operands.get(ref);
		if (ref !== undefined && matrix !== undefined && isSparse(matrix)) operands.set(ref, withMistake(matrix, mistake));
		return op;
	};
}

function withMistake(matrix: SparseMatrix, mistake: SparseMistake): SparseMatrix {
	const { rowStarts, values, shape } = matrix;
	if (mistake === 'shift') return { ...matrix, values: values.map((_, entry) => values[entry === 0 ? values.length - 1 : entry - 1] ?? 0) };
	const lost = values.slice();
	for (let row = 0; row < shape[0]; row++) {
		const from = rowStarts[row] ?? 0;
		const to = rowStarts[row + 1] ?? 0;
		if (mistake === 'tail' && row === shape[0] - 1) lost.fill(0, from, to);
		if (mistake === 'first' && from < to) lost[from] = 0;
		if (mistake === 'last' && from < to) lost[to - 1] = 0;
	}
	return { ...matrix, values: lost };
}

function heads(edit: (head: AttentionHead) => AttentionHead): (op: Op) => Op {
	return (op) => (op.op === 'attention' ? { ...op, heads: op.heads.map(edit) } : op);
}

function withoutOffsets(head: AttentionHead): AttentionHead {
	const { offsets, ...seesAll } = head;
	return offsets === undefined ? head : seesAll;
}

function withoutNull(head: AttentionHead): AttentionHead {
	const { null: nullKey, ...rest } = head;
	return nullKey === undefined ? head : rest;
}

function shiftOffsets(head: AttentionHead): AttentionHead {
	const { offsets } = head;
	if (offsets === undefined) return head;
	if ('length' in offsets) return { ...head, offsets: offsets.map((offset) => offset + 1) };
	return offsets.to === undefined ? head : { ...head, offsets: { ...offsets, to: offsets.to + 1 } };
}

function oneSequence(op: Op, operands: Operands): Op {
	if (op.op !== 'attention' || op.heads.some(({ offsetBias }) => offsetBias !== undefined)) return op;
	const starts = dense(operands, op.starts);
	const last = starts.data.length - 1;
	operands.set(op.starts, { ...starts, data: starts.data.map((_, each) => (each === 0 ? 0 : (starts.data[last] ?? 0))) });
	return op;
}

function noHiding(op: Op, operands: Operands): Op {
	const biases = op.op === 'attention' ? op.heads.flatMap(({ offsetBias }) => offsetBias ?? []) : [];
	for (const name of biases) {
		const bias = dense(operands, name);
		operands.set(name, { ...bias, data: bias.data.map((entry) => (Number.isFinite(entry) ? entry : 0)) });
	}
	return op;
}

function hideLowest(op: Op, operands: Operands): Op {
	const biases = op.op === 'attention' ? op.heads.flatMap(({ offsetBias }) => offsetBias ?? []) : [];
	for (const name of biases) {
		const bias = dense(operands, name);
		operands.set(name, { ...bias, data: bias.data.map((entry) => (entry < -3e38 ? Number.NEGATIVE_INFINITY : entry)) });
	}
	return op;
}

function endlessTail(op: Op, out: Tensor, operands: Operands): void {
	if (op.op !== 'linear' || op.activation !== 'gelu') return;
	const x = dense(operands, op.x);
	if (x.data.length !== out.data.length) return;
	x.data.forEach((entry, index) => {
		if (entry < -13) out.data[index] = entry * 2e-37;
	});
}

function forgetUnless(op: Op): Op {
	if (op.op !== 'add' && op.op !== 'layer-norm') return op;
	const { unless: _, starts: __, ...rest } = op;
	return rest;
}

function forgetUntil(step: Repeat): Repeat {
	const { until: _, ...rest } = step;
	return rest;
}

function lastOfTie(op: Op, out: Tensor, operands: Operands): void {
	if (op.op !== 'argmax') return;
	const x = dense(operands, op.x);
	const columns = x.shape[1] ?? 0;
	out.data.forEach((best, row) => {
		const entries = x.data.subarray(row * columns, (row + 1) * columns);
		out.data[row] = Math.max(best, entries.lastIndexOf(entries[best] ?? 0));
	});
}
