import {
	type Backend,
	type Buffer,
	createReferenceBackend,
	type HaltOp,
	isSparse,
	type Op,
	type Plan,
	type SparseMatrix,
	type Step,
	sizeOf,
	type Tensor,
	zeros,
} from '@alta-ts/tensor';
import { runAlone } from '../op-alone.js';

/** The tensors of a run, by name; a mutation may put others in their place. */
export type Operands = Map<string, Tensor | SparseMatrix>;

/** A mistake in one kind of op. */
export interface Mutation {
	readonly op: Op['op'] | 'repeat';
	readonly name: string;
	/** Changes what an op does, or what it does it on. */
	readonly change?: (op: Op, operands: Operands) => Op;
	/** Changes what it has written. */
	readonly spoil?: (op: Op, out: Tensor, operands: Operands) => void;
	/** Changes a plan before it is prepared. */
	readonly rewrite?: (plan: Plan) => Plan;
}

/**
 * The reference backend with a mistake: every op runs by itself, on operands and with results that the mutation may change. All else, such as
 * memory and misuse, is as it should be.
 */
export function createMutant({ op: mutated, change, spoil, rewrite }: Mutation): Backend {
	const backend = createReferenceBackend();
	const worker = createReferenceBackend();

	const runOp = async (plan: Plan, op: Op, operands: Operands): Promise<void> => {
		if (op.op === 'halt') {
			haltTest(op, operands);
			if (mutated === 'halt') spoil?.(op, dense(operands, op.out), operands);
			return;
		}
		const own: Operands = new Map(operands);
		const changed = op.op === mutated ? (change?.(op, own) ?? op) : op;
		for (const [name, tensor] of await runAlone(worker, plan, changed, own)) {
			if (op.op === mutated) spoil?.(op, tensor, operands);
			operands.set(name, tensor);
		}
	};

	const runSteps = async (plan: Plan, steps: readonly Step[], operands: Operands, passes: Map<string, number>): Promise<void> => {
		for (const step of steps) {
			if (step.op !== 'repeat') {
				await runOp(plan, step, operands);
				continue;
			}
			for (let pass = 0; pass < step.atMost; pass++) {
				await runSteps(plan, step.steps, operands, passes);
				passes.set(step.label, (passes.get(step.label) ?? 0) + 1);
				if (step.until !== undefined && dense(operands, step.until).data.every((flag) => flag !== 0)) break;
			}
			passes.set(step.label, passes.get(step.label) ?? 0);
		}
	};

	return {
		...backend,
		name: 'mutant',
		prepare: async (given) => {
			const plan = rewrite?.(given) ?? given;
			const checked = await backend.prepare({ ...plan, steps: [] });
			return {
				dispose: () => checked.dispose(),
				run: async (inputs) => {
					const { outputs } = await checked.run(inputs);
					const operands: Operands = new Map(Object.entries(plan.constants));
					for (const [name, buffer] of Object.entries(inputs)) operands.set(name, await backend.read(buffer));
					for (const [name, { dtype, shape }] of Object.entries(plan.buffers)) operands.set(name, zeroed(plan, dtype, shape, operands));
					const passes = new Map<string, number>();
					await runSteps(plan, plan.steps, operands, passes);
					const results = Object.entries(outputs).map(([name, buffer]): [string, Buffer] => {
						buffer.dispose();
						return [name, backend.upload(dense(operands, name), name)];
					});
					return { outputs: Object.fromEntries(results), passes: Object.fromEntries(passes) };
				},
			};
		},
	};
}

function zeroed(plan: Plan, dtype: Tensor['dtype'], shape: Plan['buffers'][string]['shape'], operands: Operands): Tensor {
	const bound = { rows: 0, sequences: 0 };
	for (const [input, type] of Object.entries(plan.inputs)) {
		type.shape.forEach((dim, axis) => {
			const size = dense(operands, input).shape[axis] ?? 0;
			if (dim === 'rows') bound.rows = size;
			if (dim === 'sequences') bound.sequences = size;
			if (dim === 'sequences+1') bound.sequences = size - 1;
		});
	}
	const sizes = shape.map((dim) => sizeOf(dim, bound));
	return {
		dtype,
		shape: sizes,
		data: zeros(
			dtype,
			sizes.reduce((a, b) => a * b, 1),
		),
	};
}

/** The halting test changes what its flags and passes were before, which an op that runs by itself does not see. */
function haltTest(op: HaltOp, operands: Operands): void {
	const flags = dense(operands, op.out).data.slice();
	const passes = dense(operands, op.passes).data.slice();
	const limits = dense(operands, op.limits).data;
	const starts = dense(operands, op.starts).data;
	const tests = op.tests === undefined ? undefined : dense(operands, op.tests);
	const columns = tests?.shape[1] ?? 0;
	for (let each = 0; each < flags.length; each++) {
		if (flags[each] !== 0) continue;
		passes[each] = (passes[each] ?? 0) + 1;
		const entries = tests?.data.subarray((starts[each] ?? 0) * columns, (starts[each + 1] ?? 0) * columns);
		if (entries?.every((entry) => entry > 0)) flags[each] = 1;
		else if ((passes[each] ?? 0) >= (limits[each] ?? 0)) flags[each] = 2;
	}
	operands.set(op.out, { ...dense(operands, op.out), data: flags });
	operands.set(op.passes, { ...dense(operands, op.passes), data: passes });
}

/** A dense tensor by name. */
export function dense(operands: ReadonlyMap<string, Tensor | SparseMatrix>, name: string): Tensor {
	const tensor = operands.get(name);
	if (tensor === undefined || isSparse(tensor)) throw new RangeError(`no dense tensor "${name}"`);
	return tensor;
}
