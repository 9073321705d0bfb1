import {
	type BoundDims,
	type BufferRef,
	isSparse,
	longestSequence,
	type Op,
	outsideTableError,
	type Plan,
	refuseTooLong,
	type Step,
	sizeOf,
} from '@alta-ts/tensor';
import { toDevice } from '../device/numbers.js';

/** The ops of a plan that run at least once, in order. */
export function executedOps(steps: readonly Step[]): readonly Op[] {
	return steps.flatMap((step) => (step.op !== 'repeat' ? [step] : step.atMost === 0 ? [] : executedOps(step.steps)));
}

/** The inputs whose numbers the host has to know before a run: row starts, and indices. */
export function neededNumbers(plan: Plan, ops: readonly Op[], starts: readonly BufferRef[]): readonly BufferRef[] {
	const indices = ops.flatMap((op) => (op.op === 'gather' && Object.hasOwn(plan.inputs, op.indices) ? [op.indices] : []));
	return [...new Set([...starts, ...indices])];
}

/**
 * Checks the numbers of an op that the host knows.
 *
 * @throws AltaError ALTA5025 for indices outside of a table, ALTA5027 for sequences longer than an offset bias.
 */
export function checkOpNumbers(plan: Plan, op: Op, numbers: ReadonlyMap<BufferRef, Int32Array>, dims: BoundDims): void {
	const where = [`plan ${plan.name}`, `step ${op.label}`];
	if (op.op === 'gather') {
		const indices = numbers.get(op.indices) ?? constantIntegers(plan, op.indices);
		if (indices === undefined) return;
		const [length = 0] = (plan.constants[op.table] ?? plan.inputs[op.table] ?? plan.buffers[op.table])?.shape ?? [];
		const entries = sizeOf(length, dims);
		const row = indices.findIndex((index) => index < 0 || index >= entries);
		if (row !== -1) throw outsideTableError(where, row, indices[row] ?? 0, entries);
	}
	if (op.op !== 'attention') return;
	const longest = longestSequence(numbers.get(op.starts) ?? []);
	for (const { offsetBias, name } of op.heads) {
		const bias = offsetBias === undefined ? undefined : plan.constants[offsetBias];
		if (bias !== undefined) refuseTooLong(longest, bias.shape[0] ?? 0, name, where);
	}
}

/** The numbers of a dense constant, as the device keeps them. */
export function denseConstant(plan: Plan, ref: BufferRef): ReturnType<typeof toDevice> {
	const constant = plan.constants[ref];
	if (constant === undefined || isSparse(constant)) throw new RangeError(`checked plan "${plan.name}" has no dense constant "${ref}"`);
	return toDevice(constant.dtype, constant.data);
}

function constantIntegers(plan: Plan, ref: BufferRef): Int32Array | undefined {
	const constant = plan.constants[ref];
	return constant !== undefined && !isSparse(constant) && constant.data instanceof Int32Array ? constant.data : undefined;
}
