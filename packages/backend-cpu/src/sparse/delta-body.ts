import type { BufferRef, Op, Plan } from '@alta-ts/tensor';
import { isDense } from '../ops/attention.js';
import { prepareOp } from '../ops/prepare-op.js';
import { type Pass, type Preparation, placeOf, type Run, type Runner } from '../runner.js';
import { beginSparseAttention } from './attention.js';
import { type Changes, NONE, takeChanges, UNKNOWN } from './changes.js';
import { beginDeltaAdd } from './delta-add.js';
import { beginDeltaLinear, createLinearRoom } from './delta-linear.js';
import { linearLayer } from './linear-layer.js';
import { beginLooks } from './looks.js';

/** A step that computes only what has changed, from its second pass on. `changesIn` tells what has changed in a buffer since the step last ran. */
interface DeltaStep {
	begin(run: Run, changesIn: (ref: BufferRef) => Changes, to: Changes): Pass;
}

/**
 * Prepares the steps of a loop as one runner that computes in each pass only what has changed since the pass before: *delta evaluation*.
 *
 * Linear steps with sparse weights, attention, and additions in place tell which entries they changed, bit for bit, and compute anew only what
 * changes reach, each entry as a whole. All other steps run in full. So after every step every buffer holds what it would hold after a full
 * evaluation, up to signs of zeros. A step knows what changed in a buffer from the step that wrote it; where several write it, or a later one, a copy is kept of what
 * was read last, and compared wherever they wrote.
 *
 * Returns undefined where nothing would be gained.
 */
export function prepareDeltaBody(ops: readonly Op[], preparation: Preparation): Runner | undefined {
	const writers = writersOf(ops);
	const steps = ops.map((op) => prepareDeltaStep(op, ops, writers, preparation));
	if (!steps.some((step) => step !== undefined)) return undefined;
	const runners = ops.map((op, index) => (steps[index] === undefined ? prepareOp(op, preparation) : undefined));
	return {
		begin: (run) => {
			const own = ops.map((op, index) => (steps[index] === undefined ? UNKNOWN : changesOf(run, op.out)));
			const passes: Pass[] = [];
			const looks = beginLooks(run, passes);
			ops.forEach((_, index) => {
				const changesIn = (ref: BufferRef): Changes => {
					const writing = writers.get(ref) ?? [];
					const [writer] = writing;
					if (writer === undefined) return NONE;
					if (writing.length === 1 && writer < index && steps[writer] !== undefined) return own[writer] ?? UNKNOWN;
					const before = writing.filter((each) => each < index).length;
					const changes = writing.map((each) => own[each] ?? UNKNOWN);
					return looks.changes(ref, changes, before);
				};
				const pass = steps[index]?.begin(run, changesIn, own[index] ?? UNKNOWN) ?? runners[index]?.begin(run);
				if (pass !== undefined) passes.push(pass);
			});
			const early = looks.finish();
			let first = true;
			return () => {
				if (first) for (const pass of early) pass();
				for (const pass of passes) pass();
				first = false;
			};
		},
	};
}

function prepareDeltaStep(
	op: Op,
	ops: readonly Op[],
	writers: ReadonlyMap<BufferRef, readonly number[]>,
	preparation: Preparation,
): DeltaStep | undefined {
	const alone = writers.get(op.out)?.length === 1;
	const fixed = (ref: BufferRef | undefined): boolean => ref === undefined || !writers.has(ref);
	if (op.op === 'linear') {
		const weight = preparation.sparse(op.weight);
		if (weight === undefined || !alone || !fixed(op.bias)) return undefined;
		const layer = linearLayer(weight, op.activation);
		const room = createLinearRoom(layer);
		return { begin: (run, changesIn, to) => beginDeltaLinear(op, layer, room, run, changesIn(op.x), to) };
	}
	if (op.op === 'attention') {
		if (!alone || op.heads.some((head) => !fixed(nullVector(head)) || isDense(op, head, preparation))) return undefined;
		const where = placeOf(preparation.plan, op.label);
		return {
			begin: (run, changesIn, to) =>
				beginSparseAttention(op, run, where, { query: changesIn(op.query), key: changesIn(op.key), value: changesIn(op.value), out: to }),
		};
	}
	if (op.op !== 'add' || op.a !== op.out || op.b === op.out || !isMatrix(preparation.plan, op.out)) return undefined;
	// Flags are to stay once they are set, as halting tests do it: then a sequence that is left as it is stays so.
	const halts = (writers.get(op.unless ?? '') ?? []).every((writer) => ops[writer]?.op === 'halt');
	return halts ? { begin: (run, changesIn, to) => beginDeltaAdd(op, run, changesIn(op.b), to) } : undefined;
}

function nullVector({ null: none }: { readonly null?: { readonly value: 'zero' | object } }): BufferRef | undefined {
	const value = none?.value;
	return typeof value === 'object' && 'vector' in value && typeof value.vector === 'string' ? value.vector : undefined;
}

function isMatrix(plan: Plan, ref: BufferRef): boolean {
	return plan.buffers[ref]?.shape.length === 2;
}

/** Which steps write a buffer, by their place in the loop. */
function writersOf(ops: readonly Op[]): ReadonlyMap<BufferRef, readonly number[]> {
	const writers = new Map<BufferRef, number[]>();
	ops.forEach((op, index) => {
		for (const ref of op.op === 'halt' ? [op.out, op.passes] : [op.out]) writers.set(ref, [...(writers.get(ref) ?? []), index]);
	});
	return writers;
}

function changesOf(run: Run, ref: BufferRef): Changes {
	const [rows = 0, columns = 0] = run.shape(ref);
	return takeChanges(run, rows, columns, ref);
}
