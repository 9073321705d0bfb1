import type { Op, Plan, Repeat, Step } from '@alta-ts/tensor';
import { integersOf, type Run, type Runner } from '../run/run.js';
import { prepareAdd } from './add.js';
import { prepareArgmax } from './argmax.js';
import { prepareAttention } from './attention.js';
import { prepareGather } from './gather.js';
import { prepareHalt } from './halt.js';
import { prepareLinear } from './linear.js';

/** Prepares steps that run one after the other. */
export function prepareSteps(steps: readonly Step[], plan: Plan): Runner {
	const runners = steps.map((step) => (step.op === 'repeat' ? prepareRepeat(step, plan) : prepareOp(step, plan)));
	return async (run) => {
		for (const runner of runners) await runner(run);
	};
}

function prepareRepeat({ label, steps, until, atMost }: Repeat, plan: Plan): Runner {
	const pass = prepareSteps(steps, plan);
	const halted = (run: Run): boolean => until !== undefined && integersOf(run, until).every((flag) => flag !== 0);
	return async (run) => {
		let count = 0;
		while (count < atMost) {
			await pass(run);
			count++;
			if (halted(run)) break;
		}
		run.passes[label] = (run.passes[label] ?? 0) + count;
	};
}

function prepareOp(op: Op, plan: Plan): Runner {
	switch (op.op) {
		case 'gather':
			return prepareGather(op, plan);
		case 'linear':
			return prepareLinear(op, plan);
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
