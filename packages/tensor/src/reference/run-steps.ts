import type { AttentionOp, Op, Step } from '../plan.js';
import { isSparse } from '../sparse-matrix.js';
import type { SparseMatrix, Tensor } from '../tensor.js';
import { add, type Unless } from './add.js';
import { argmax } from './argmax.js';
import { attention } from './attention.js';
import { gather } from './gather.js';
import { halt } from './halt.js';
import { layerNorm } from './layer-norm.js';
import { linear } from './linear.js';
import { softmax } from './softmax.js';

/** Everything the steps of one run can name. */
export interface Workspace {
	readonly plan: string;
	readonly operands: ReadonlyMap<string, Tensor | SparseMatrix>;
	/** Counted up, by label of the `repeat`. */
	readonly passes: Map<string, number>;
}

/** Runs steps in order. The plan has been checked, so every name is there and every shape fits. */
export function runSteps(steps: readonly Step[], workspace: Workspace): void {
	for (const step of steps) {
		if (step.op !== 'repeat') {
			runOp(step, workspace);
			continue;
		}
		const { until, atMost, label } = step;
		let passes = 0;
		while (passes < atMost) {
			runSteps(step.steps, workspace);
			passes++;
			if (until !== undefined && dense(workspace, until).data.every((flag) => flag !== 0)) break;
		}
		workspace.passes.set(label, (workspace.passes.get(label) ?? 0) + passes);
	}
}

function runOp(op: Op, workspace: Workspace): void {
	const where = [`plan ${workspace.plan}`, `step ${op.label}`];
	const tensor = (ref: string): Tensor => dense(workspace, ref);
	const optional = (ref: string | undefined): Tensor | undefined => (ref === undefined ? undefined : tensor(ref));
	const out = tensor(op.out);
	switch (op.op) {
		case 'gather':
			gather(operand(workspace, op.table), tensor(op.indices), out, where);
			break;
		case 'linear':
			linear(tensor(op.x), operand(workspace, op.weight), optional(op.bias), op.activation, out);
			break;
		case 'attention':
			runAttention(op, tensor, where);
			break;
		case 'add':
			add(tensor(op.a), tensor(op.b), unlessOf(op.unless, op.starts, tensor), out);
			break;
		case 'layer-norm':
			layerNorm(tensor(op.x), tensor(op.gain), tensor(op.bias), op.epsilon, unlessOf(op.unless, op.starts, tensor), out);
			break;
		case 'softmax':
			softmax(tensor(op.x), out);
			break;
		case 'argmax':
			argmax(tensor(op.x), out);
			break;
		case 'halt':
			halt({ tests: optional(op.tests), starts: tensor(op.starts), passes: tensor(op.passes), limits: tensor(op.limits), out });
			break;
	}
}

function runAttention(op: AttentionOp, tensor: (ref: string) => Tensor, where: readonly string[]): void {
	const tensors = { query: tensor(op.query), key: tensor(op.key), value: tensor(op.value), starts: tensor(op.starts), out: tensor(op.out) };
	tensors.out.data.fill(0);
	attention(op.heads, { ...tensors, vector: tensor }, where);
}

function unlessOf(flags: string | undefined, starts: string | undefined, tensor: (ref: string) => Tensor): Unless | undefined {
	return flags === undefined || starts === undefined ? undefined : { flags: tensor(flags), starts: tensor(starts) };
}

function operand(workspace: Workspace, ref: string): Tensor | SparseMatrix {
	const found = workspace.operands.get(ref);
	if (found === undefined) throw new RangeError(`checked plan "${workspace.plan}" names "${ref}", which is missing`);
	return found;
}

function dense(workspace: Workspace, ref: string): Tensor {
	const found = operand(workspace, ref);
	if (isSparse(found)) throw new RangeError(`checked plan "${workspace.plan}" uses sparse "${ref}" as a dense tensor`);
	return found;
}
