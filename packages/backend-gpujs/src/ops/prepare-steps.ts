import type { BufferRef, Op, Repeat, SparseMatrix, Step } from '@alta-ts/tensor';
import { integersOf, type Run, type Runner } from '../run/run.js';
import { prepareAdd } from './add.js';
import { prepareArgmax } from './argmax.js';
import { prepareAttention } from './attention.js';
import { prepareGather } from './gather.js';
import { prepareHalt } from './halt.js';
import { prepareLinear } from './linear.js';

/** The sparse constants of a plan; dense ones are tensors of each run. */
type SparseConstants = ReadonlyMap<BufferRef, SparseMatrix>;

/** Prepares steps that run one after the other. */
export function prepareSteps(steps: readonly Step[], sparse: SparseConstants): Runner {
	const runners = steps.map((step) => (step.op === 'repeat' ? prepareRepeat(step, sparse) : prepareOp(step, sparse)));
	return async (run) => {
		for (const runner of runners) await runner(run);
	};
}

function prepareRepeat({ label, steps, until, atMost }: Repeat, sparse: SparseConstants): Runner {
	const pass = prepareSteps(steps, sparse);
	const halted = (run: Run): boolean => until !== undefined && integersOf(run, until).every((flag) => flag !== 0);
	return async (run) => {
		let count = 0;
		while (count < atMost) {
			await pass(run);
			count++;
			if (halted(run)) break;
		}
		run.passes.set(label, (run.passes.get(label) ?? 0) + count);
	};
}

function prepareOp(op: Op, sparse: SparseConstants): Runner {
	switch (op.op) {
		case 'gather':
			return prepareGather(op, sparse);
		case 'linear':
			return prepareLinear(op, sparse);
		case 'attention':
			return prepareAttention(op);
		case 'add':
			return prepareAdd(op);
		case 'argmax':
			return prepareArgmax(op);
		case 'halt':
			return prepareHalt(op);
		default:
			throw new RangeError(`the capabilities have no "${op.op}"`);
	}
}
