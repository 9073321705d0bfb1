import type { BufferRef, HaltOp, Op, Plan, Repeat, Step } from '@alta-ts/tensor';

/** Sequences that have halted, by the flags of a loop. */
export interface Halted {
	readonly flags: BufferRef;
	readonly starts: BufferRef;
}

/**
 * The ops of a loop that may leave out rows of sequences which have halted, because nobody looks at those rows any more.
 *
 * That is so where the loop goes on `until` flags that halting tests alone write, and where what an op writes stays within the loop: it is read
 * only by ops that work on each row, or each sequence, by itself and whose results are not looked at either; by sums that leave halted
 * sequences as they are; and by the halting test, which does not look at them. Attention over other sequences than those of the halting test
 * leaves out nothing.
 */
export function opsWithoutHalted(plan: Plan, repeat: Repeat): ReadonlyMap<Op, Halted> {
	const halted = haltedOf(plan, repeat);
	const body = repeat.steps.filter((step): step is Op => step.op !== 'repeat');
	if (halted === undefined || body.length < repeat.steps.length) return new Map();
	const outside = new Set(
		allOps(plan.steps)
			.filter((op) => !body.includes(op))
			.flatMap(namesIn),
	);
	const unseen = new Set(
		Object.keys(plan.buffers).filter((ref) => plan.buffers[ref]?.shape[0] === 'rows' && !outside.has(ref) && !plan.outputs.includes(ref)),
	);
	const shown = (ref: BufferRef): boolean => body.some((op) => shows(op, ref, halted, unseen));
	for (let left = -1; left !== unseen.size; ) {
		left = unseen.size;
		for (const ref of [...unseen]) if (shown(ref)) unseen.delete(ref);
	}
	const leavesOut = (op: Op): boolean => unseen.has(op.out) && (op.op !== 'attention' || op.starts === halted.starts);
	return new Map(body.filter(leavesOut).map((op) => [op, halted]));
}

/** The flags of a loop and the row starts that go with them, where halting tests alone write the flags. */
function haltedOf(plan: Plan, { until }: Repeat): Halted | undefined {
	const writers = allOps(plan.steps).filter((op) => op.out === until || (op.op === 'halt' && op.passes === until));
	const tests = writers.filter((op): op is HaltOp => op.op === 'halt' && op.out === until);
	const [first] = tests;
	if (until === undefined || first === undefined || tests.length < writers.length) return undefined;
	return tests.every(({ starts }) => starts === first.starts) ? { flags: until, starts: first.starts } : undefined;
}

/** Whether rows of halted sequences in a buffer matter for what an op does. */
function shows(op: Op, ref: BufferRef, { flags, starts }: Halted, unseen: ReadonlySet<BufferRef>): boolean {
	const reads = namesIn(op).filter((name) => name !== op.out || (op.op === 'add' && (op.a === ref || op.b === ref)));
	if (!reads.includes(ref)) return false;
	const goesOn = !unseen.has(op.out);
	switch (op.op) {
		case 'linear':
			return op.weight === ref || op.bias === ref || goesOn;
		case 'attention':
			return op.starts !== starts || (op.query !== ref && op.key !== ref && op.value !== ref) || goesOn;
		case 'softmax':
			return goesOn;
		case 'add':
			return !(op.a !== ref && op.unless === flags && op.starts === starts) && goesOn;
		case 'halt':
			return op.tests !== ref || op.out !== flags || op.starts !== starts;
		default:
			return true;
	}
}

/** Every name that an op mentions. */
function namesIn(op: Op): readonly BufferRef[] {
	const heads = op.op === 'attention' ? op.heads : [];
	const vectors = heads.flatMap(({ offsetBias, null: nullKey }) => {
		const value = nullKey?.value;
		return [offsetBias, typeof value === 'object' && 'vector' in value ? value.vector : undefined];
	});
	return [...Object.entries(op).flatMap(([key, value]) => (WORDS.has(key) ? [] : [value])), ...vectors].filter(
		(name) => typeof name === 'string',
	);
}

/** The fields of ops that are words, but no names of tensors. */
const WORDS: ReadonlySet<string> = new Set(['op', 'label', 'activation']);

function allOps(steps: readonly Step[]): readonly Op[] {
	return steps.flatMap((step) => (step.op === 'repeat' ? allOps(step.steps) : [step]));
}
