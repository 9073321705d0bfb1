import { type BufferRef, type Op, type Plan, type Repeat, type Step, startsOf } from '@alta-ts/tensor';

/**
 * The input that says where sequences start, if running the sequences of a batch apart gives just what running them together does.
 *
 * So it is where every op works row by row or within a sequence; where all that depends on the batch does so in its first dimension; and where a
 * loop that ends once all sequences have halted leaves those alone that halted before.
 */
export function divisibleBy(plan: Plan): string | undefined {
	const [starts, ...others] = startsOf(plan);
	if (starts === undefined || others.length > 0) return undefined;
	const named = new Set<BufferRef>();
	for (const [name, { shape }] of Object.entries({ ...plan.inputs, ...plan.buffers })) {
		if (shape.slice(1).some((dim) => typeof dim !== 'number')) return undefined;
		if (typeof shape[0] === 'string') named.add(name);
		if (shape[0] === 'sequences+1' && name !== starts) return undefined;
	}
	if (!plan.outputs.every((name) => named.has(name))) return undefined;
	const ops = opsOf(plan.steps);
	if (!ops.every((op) => sharedOperands(op).every((ref) => !named.has(ref)))) return undefined;
	return plan.steps.every((step) => step.op !== 'repeat' || leavesHaltedAlone(step, plan)) ? starts : undefined;
}

/** What an op reads as a whole for each row. */
function sharedOperands(op: Op): readonly BufferRef[] {
	if (op.op === 'gather') return [op.table];
	if (op.op === 'linear') return op.bias === undefined ? [op.weight] : [op.weight, op.bias];
	if (op.op === 'layer-norm') return [op.gain, op.bias];
	if (op.op !== 'attention') return [];
	return op.heads.flatMap(({ null: nullKey }) =>
		typeof nullKey?.value === 'object' && 'vector' in nullKey.value ? [nullKey.value.vector] : [],
	);
}

function leavesHaltedAlone(loop: Repeat, plan: Plan): boolean {
	const untils = loopsOf(loop.steps).some(({ until }) => until !== undefined);
	if (untils) return false;
	if (loop.until === undefined) return true;
	const inside = opsOf(loop.steps);
	const outside = plan.steps.filter((step) => step !== loop);
	const seen = new Set([loop.until, ...plan.outputs, ...opsOf(outside).flatMap((op) => [...operandsOf(op), ...sharedOperands(op)])]);
	return inside.every((op, index) => !writes(op).some((ref) => seen.has(ref)) || isFrozen(op, inside.slice(0, index), loop.until));
}

/** Whether an op leaves what it writes as it was, for sequences whose flag is not zero. */
function isFrozen(op: Op, before: readonly Op[], flags: BufferRef | undefined): boolean {
	if (op.op === 'halt') return op.out === flags;
	if (op.op === 'add') return op.unless === flags && op.a === op.out;
	// Normalised after the sum: the sum of a sequence that halted is what it was, and so is its norm.
	if (op.op !== 'layer-norm' || op.unless !== flags) return false;
	const sum = before.findLast((each) => each.out === op.x);
	return sum?.op === 'add' && sum.unless === flags && sum.a === op.out;
}

function writes(op: Op): readonly BufferRef[] {
	return op.op === 'halt' ? [op.out, op.passes] : [op.out];
}

function operandsOf(op: Op): readonly BufferRef[] {
	return Object.values(op).flatMap((value) => (typeof value === 'string' ? [value] : []));
}

function opsOf(steps: readonly Step[]): readonly Op[] {
	return steps.flatMap((step) => (step.op === 'repeat' ? opsOf(step.steps) : [step]));
}

function loopsOf(steps: readonly Step[]): readonly Repeat[] {
	return steps.flatMap((step) => (step.op === 'repeat' ? [step, ...loopsOf(step.steps)] : []));
}
