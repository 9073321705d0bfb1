import {
	type Able,
	type Availability,
	assembleBackend,
	type Backend,
	type BoundDims,
	MANDATORY_OPS,
	type Plan,
	type Step,
	sizeOf,
	type Tensor,
} from '@alta-ts/tensor';
import { dense, type Run, zeroTensor } from './run.js';
import { runOp } from './run-op.js';

const able: Able = {
	name: 'new-backend',
	capabilities: {
		ops: MANDATORY_OPS,
		dtypes: ['f32', 'i32'],
		refuses: [
			{ op: 'layer-norm', reason: 'Nobody has written layer-norm yet.' },
			{ op: 'softmax', reason: 'Nobody has written softmax yet.' },
			{ dtypes: ['f64', 'f16', 'bf16'], reason: 'All numbers are kept in f32.' },
		],
		limits: { bufferBytes: 2 ** 30 },
		features: [],
	},
};
const adapter = { name: 'new-backend', description: 'Plain loops on the host.', software: false };

/** Says whether the backend can work here. */
export async function probeNewBackend(): Promise<Availability> {
	return { available: true, adapter };
}

/** A backend of plain loops, to start from. */
export function createNewBackend(): Backend {
	return assembleBackend<Tensor>({
		...able,
		adapter,
		upload: (tensor) => ({ ...tensor, data: tensor.data.slice() }),
		allocate: zeroTensor,
		read: async (tensor) => ({ ...tensor, data: tensor.data.slice() }),
		starts: ({ data }) => data,
		free: () => {},
		prepare: async (plan) => ({ run: async (inputs, bound) => runPlan(plan, inputs, bound), dispose: () => {} }),
	});
}

type PlanRun = { readonly outputs: Readonly<Record<string, Tensor>>; readonly passes: Readonly<Record<string, number>> };

function runPlan(plan: Plan, inputs: Readonly<Record<string, Tensor>>, bound: BoundDims): PlanRun {
	const tensors = new Map([...Object.entries(plan.constants), ...Object.entries(inputs)]);
	for (const [name, { dtype, shape }] of Object.entries(plan.buffers)) {
		const sizes = shape.map((dim) => sizeOf(dim, bound));
		tensors.set(name, zeroTensor(sizes, dtype));
	}
	const run: Run = { plan: plan.name, tensors, passes: new Map() };
	runSteps(plan.steps, run);
	return { outputs: Object.fromEntries(plan.outputs.map((name) => [name, dense(run, name)])), passes: Object.fromEntries(run.passes) };
}

function runSteps(steps: readonly Step[], run: Run): void {
	for (const step of steps) {
		if (step.op !== 'repeat') {
			runOp(step, run);
			continue;
		}
		let passes = 0;
		for (let halted = false; passes < step.atMost && !halted; passes++) {
			runSteps(step.steps, run);
			halted = step.until !== undefined && dense(run, step.until).data.every((flag) => flag !== 0);
		}
		run.passes.set(step.label, (run.passes.get(step.label) ?? 0) + passes);
	}
}
