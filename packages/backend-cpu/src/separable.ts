import type { BufferRef, Op, Plan, Repeat } from '@alta-ts/tensor';

/**
 * The input that says where sequences are, if a batch may be run in parts without a difference: each sequence on its own gets what it gets
 * among others. Undefined where it may not, or where there is no loop, so that it would be of no use.
 *
 * A loop goes on until every sequence has ended. What is left of it must therefore stay as it is once a sequence has: written by the halting
 * test that ends the loop, or by additions in place which spare the sequences that have ended.
 */
export function separableBy(plan: Plan): BufferRef | undefined {
	const loops = plan.steps.filter((step) => step.op === 'repeat');
	const bodies = loops.map(({ steps }) => steps.filter((step) => step.op !== 'repeat'));
	const ops = [...plan.steps.filter((step) => step.op !== 'repeat'), ...bodies.flat()];
	const nested = loops.some((loop, index) => loop.steps.length !== bodies[index]?.length);
	const [starts, ...others] = new Set(ops.flatMap((op) => ('starts' in op && op.starts !== undefined ? [op.starts] : [])));
	if (loops.length === 0 || nested || starts === undefined || others.length > 0) return undefined;
	// The errors of a gather name rows of the whole batch.
	if (ops.some((op) => op.op === 'gather')) return undefined;
	if (!Object.values(plan.buffers).every(({ shape: [first] }) => first === 'rows' || first === 'sequences')) return undefined;
	if (
		Object.entries(plan.inputs).some(
			([
				name,
				{
					shape: [first],
				},
			]) => first === 'sequences+1' && name !== starts,
		)
	)
		return undefined;
	return loops.every((loop, index) => staysAsItIs(loop, bodies[index] ?? [], ops, plan)) ? starts : undefined;
}

function staysAsItIs({ until }: Repeat, body: readonly Op[], ops: readonly Op[], plan: Plan): boolean {
	if (until === undefined) return true;
	const others = ops.filter((op) => !body.includes(op));
	const left = new Set([until, ...plan.outputs, ...others.flatMap(namesOf)]);
	return body.every((op) => spares(op, until) || !writesOf(op).some((ref) => left.has(ref)));
}

/** Whether an op leaves sequences alone whose flag is set. */
function spares(op: Op, until: BufferRef): boolean {
	if (op.op === 'halt') return op.out === until;
	return op.op === 'add' && op.unless === until && op.out === op.a;
}

function writesOf(op: Op): readonly BufferRef[] {
	return op.op === 'halt' ? [op.out, op.passes] : [op.out];
}

/** Every tensor that an op may name, and more. */
function namesOf(op: Op): readonly BufferRef[] {
	return Object.values(op).filter((value): value is string => typeof value === 'string');
}
