import {
	type Able,
	type Availability,
	type Backend,
	bindInputs,
	CONTRACT,
	checkBuffer,
	checkCapabilities,
	checkPlan,
	checkRunSizes,
	checkShape,
	checkStarts,
	checkTensor,
	countEntries,
	createBufferLedger,
	disposedError,
	MANDATORY_OPS,
	type Plan,
	type Step,
	sizeOf,
	startsOf,
	type Tensor,
	zeros,
} from '@alta-ts/tensor';
import { dense, type Run } from './run.js';
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
const adapter = { name: 'new-backend', description: 'Plain loops on the host.' };

/** Says whether the backend can work here. */
export async function probeNewBackend(): Promise<Availability> {
	return { available: true, adapter };
}

/** A backend of plain loops, to start from. */
export function createNewBackend(): Backend {
	const ledger = createBufferLedger<Tensor>(able.name, () => {});
	let open = true;
	const refuseDisposed = (): void => {
		if (!open) throw disposedError('The backend', `backend ${able.name}`);
	};
	return {
		...able,
		contract: CONTRACT,
		adapter,
		upload: (tensor, label) => {
			refuseDisposed();
			checkTensor(tensor, label);
			checkBuffer(tensor.shape, tensor.dtype, label, able);
			return ledger.keep({ ...tensor, data: tensor.data.slice() }, tensor, label);
		},
		allocate: (shape, dtype, label) => {
			refuseDisposed();
			checkShape(shape, label);
			checkBuffer(shape, dtype, label, able);
			return ledger.keep({ dtype, shape, data: zeros(dtype, countEntries(shape)) }, { dtype, shape }, label);
		},
		read: async (buffer) => {
			refuseDisposed();
			const tensor = ledger.contents(buffer);
			return { ...tensor, data: tensor.data.slice() };
		},
		prepare: async (plan) => {
			refuseDisposed();
			checkPlan(plan);
			checkCapabilities(plan, able);
			let prepared = true;
			return {
				run: async (inputs) => {
					refuseDisposed();
					if (!prepared) throw disposedError(`The executable of plan "${plan.name}"`, `plan ${plan.name}`);
					const tensors = Object.entries(inputs).map(([name, buffer]) => [name, ledger.contents(buffer)] as const);
					const run = startRun(plan, Object.fromEntries(tensors));
					runSteps(plan.steps, run);
					const outputs = plan.outputs.map((name) => [name, ledger.keep(dense(run, name), dense(run, name), name)] as const);
					return { outputs: Object.fromEntries(outputs), passes: run.passes };
				},
				dispose: () => {
					prepared = false;
				},
			};
		},
		dispose: () => {
			ledger.disposeAll();
			open = false;
		},
	};
}

/** Checks the inputs, and makes the buffers of a run. */
function startRun(plan: Plan, inputs: Readonly<Record<string, Tensor>>): Run {
	const bound = bindInputs(plan, inputs);
	checkRunSizes(plan, bound, able);
	for (const name of startsOf(plan)) checkStarts(plan.name, name, inputs[name]?.data ?? new Int32Array(), bound.rows);
	const tensors = new Map([...Object.entries(plan.constants), ...Object.entries(inputs)]);
	for (const [name, { dtype, shape }] of Object.entries(plan.buffers)) {
		const sizes = shape.map((dim) => sizeOf(dim, bound));
		tensors.set(name, { dtype, shape: sizes, data: zeros(dtype, countEntries(sizes)) });
	}
	return { plan: plan.name, tensors, passes: {} };
}

function runSteps(steps: readonly Step[], run: Run): void {
	for (const step of steps) {
		if (step.op !== 'repeat') {
			runOp(step, run);
			continue;
		}
		run.passes[step.label] ??= 0;
		for (let pass = 0; pass < step.atMost; pass++) {
			runSteps(step.steps, run);
			run.passes[step.label] = (run.passes[step.label] ?? 0) + 1;
			if (step.until !== undefined && dense(run, step.until).data.every((flag) => flag !== 0)) break;
		}
	}
}
