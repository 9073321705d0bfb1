import {
	type Backend,
	bindInputs,
	createBufferLedger,
	createReferenceBackend,
	type Plan,
	type Step,
	sizeOf,
	type Tensor,
	zeros,
} from '@alta-ts/tensor';
import { dense, type RoughRun, runRoughly } from './rough-ops.js';

/**
 * A device as rough as the contract lets it be: it rounds every product and every partial sum to the dtype, in another order than the reference,
 * and every weight of attention before it is used. What is promised of compiled weights must hold on it, too.
 */
export function createRoughBackend(): Backend {
	const ledger = createBufferLedger<Tensor>('rough', () => {});
	return {
		...createReferenceBackend(),
		name: 'rough',
		adapter: { name: 'rough', description: 'Rounds after every step.', software: false },
		upload: (tensor, label) => ledger.keep({ ...tensor, data: tensor.data.slice() }, tensor, label),
		allocate: (shape, dtype, label) => {
			const size = shape.reduce((product, each) => product * each, 1);
			return ledger.keep({ dtype, shape, data: zeros(dtype, size) }, { dtype, shape }, label);
		},
		read: async (buffer) => ledger.contents(buffer),
		prepare: async (plan) => ({
			run: async (inputs) => {
				const run = startRun(plan, Object.fromEntries(Object.entries(inputs).map(([name, buffer]) => [name, ledger.contents(buffer)])));
				runSteps(plan.steps, run);
				const outputs = plan.outputs.map((name) => [name, ledger.keep(dense(run, name), dense(run, name), name)] as const);
				return { outputs: Object.fromEntries(outputs), passes: {} };
			},
			dispose: () => {},
		}),
		dispose: () => ledger.disposeAll(),
	};
}

function startRun(plan: Plan, inputs: Readonly<Record<string, Tensor>>): RoughRun {
	const bound = bindInputs(plan, inputs);
	const run: RoughRun = new Map([...Object.entries(plan.constants), ...Object.entries(inputs)]);
	for (const [name, { dtype, shape }] of Object.entries(plan.buffers)) {
		const sizes = shape.map((dim) => sizeOf(dim, bound));
		const size = sizes.reduce((product, each) => product * each, 1);
		run.set(name, { dtype, shape: sizes, data: zeros(dtype, size) });
	}
	return run;
}

function runSteps(steps: readonly Step[], run: RoughRun): void {
	for (const step of steps) {
		if (step.op !== 'repeat') {
			runRoughly(step, run);
			continue;
		}
		for (let pass = 0; pass < step.atMost; pass++) {
			runSteps(step.steps, run);
			if (step.until !== undefined && dense(run, step.until).data.every((flag) => flag !== 0)) break;
		}
	}
}
