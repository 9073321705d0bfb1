import type { BufferRef, Op, Plan } from '@alta-ts/tensor';
import { divisibleBy } from './divisible.js';

/**
 * The input that says where sequences are, if a batch may be run in parts that stay in the cache, and if there is a use to it. Undefined where
 * parts would differ from the whole; where there is no loop that would find its numbers in the cache; and where parts could not be parts of the
 * outputs in memory.
 */
export function separableBy(plan: Plan): BufferRef | undefined {
	const ops: readonly Op[] = plan.steps.flatMap((step) =>
		step.op === 'repeat' ? step.steps.flatMap((each) => (each.op === 'repeat' ? [] : each)) : step,
	);
	if (!plan.steps.some((step) => step.op === 'repeat')) return undefined;
	// The errors of a gather name rows of the whole batch.
	if (ops.some((op) => op.op === 'gather')) return undefined;
	if (!Object.values(plan.buffers).every(({ shape: [first] }) => first === 'rows' || first === 'sequences')) return undefined;
	return divisibleBy(plan);
}
