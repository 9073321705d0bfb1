import type { BufferRef, Op, Plan } from '@alta-ts/tensor';
import type { KernelFloat } from '../kernels/kernel.js';
import type { PreparedOp } from '../run/command.js';
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
	const { kernels, commands } = prepareKind(op, { ...preparation, dtype });
	return {
		kernels: kernels.map((kernel) => kernel.inDType(dtype)),
		commands: (space) =>
			commands(space).map((command) => (command.kind === 'copy' ? command : { ...command, kernel: command.kernel.inDType(dtype) })),
	};
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
			return prepareHalt(op);
		default:
			return prepareRows(op);
	}
}

/** The dtype of an op's floats: plans give all floats of one op the same. */
function floatsOf({ constants, inputs, buffers }: Plan, op: Op): KernelFloat {
	const ref = floatIn(op);
	const dtype = ref === undefined ? undefined : (constants[ref] ?? inputs[ref] ?? buffers[ref])?.dtype;
	return dtype === 'f16' ? dtype : 'f32';
}

function floatIn(op: Op): BufferRef | undefined {
	switch (op.op) {
		case 'gather':
			return op.table;
		case 'attention':
			return op.query;
		case 'add':
			return op.a;
		case 'halt':
			return op.tests;
		default:
			return op.x;
	}
}
