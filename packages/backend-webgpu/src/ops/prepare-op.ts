import { countEntries, measuredBy, type Op, type Plan } from '@alta-ts/tensor';
import { type Kernel, type KernelFloat, SUMS } from '../kernels/kernel.js';
import type { PreparedOp, Space } from '../run/command.js';
import { prepareAdd } from './add.js';
import { prepareAttention } from './attention.js';
import { prepareGather } from './gather.js';
import { prepareHalt } from './halt.js';
import { prepareLinear } from './linear.js';
import type { Preparation } from './preparation.js';
import { prepareRows } from './rows.js';

/** What a step finds when its plan is prepared: all but what follows from its op. */
export type StepPreparation = Omit<Preparation, 'dtype'>;

/** Makes an op ready: which kernels it takes, in the dtype of its floats, and what they are given. */
export function prepareOp(op: Op, preparation: StepPreparation): PreparedOp {
	const dtype = floatsOf(preparation.plan, op);
	// With its sums, attention has as many tensors as any device binds at once, so it looks at all rows.
	const isFull = dtype === 'f16' && op.op === 'attention';
	const prepared = prepareKind(op, { ...preparation, dtype, ...(isFull ? { halted: () => undefined } : {}) });
	return {
		kernels: prepared.kernels.map((kernel) => kernel.inDType(dtype)),
		commands: (space) =>
			prepared.commands(space).map((command) => {
				if (command.kind === 'copy') return command;
				const kernel = command.kernel.inDType(dtype);
				return { ...command, kernel, buffers: { ...command.buffers, ...sumsOf(kernel, op, space) } };
			}),
	};
}

/** Memory for the sums of a kernel that has them apart from what it writes. */
function sumsOf({ bindings }: Kernel, op: Op, space: Space): Readonly<Record<string, GPUBuffer>> {
	if (!bindings.some(({ name }) => name === SUMS)) return {};
	return { [SUMS]: space.shared(4 * countEntries(space.shape(op.out))) };
}

function prepareKind(op: Op, preparation: Preparation): PreparedOp {
	switch (op.op) {
		case 'gather':
			return prepareGather(op, preparation);
		case 'linear':
			return prepareLinear(op, preparation);
		case 'attention':
			return prepareAttention(op, preparation);
		case 'add':
			return prepareAdd(op);
		case 'halt':
			return prepareHalt(op, preparation);
		default:
			return prepareRows(op, preparation);
	}
}

/** The dtype of an op's floats. */
function floatsOf({ constants, inputs, buffers }: Plan, op: Op): KernelFloat {
	const ref = measuredBy(op);
	const dtype = (constants[ref] ?? inputs[ref] ?? buffers[ref])?.dtype;
	return dtype === 'f16' ? dtype : 'f32';
}
