import type { Op, Plan, Repeat, Step } from '@alta-ts/tensor';
import { endPass } from '../kernels/halt.js';
import type { Kernel } from '../kernels/kernel.js';
import { prepareOp, type StepPreparation } from '../ops/prepare-op.js';
import type { PreparedOp } from './command.js';
import { type Halted, opsWithoutHalted } from './frozen-rows.js';

/** A step that is prepared. */
export type PreparedStep =
	| { readonly kind: 'op'; readonly op: PreparedOp }
	| { readonly kind: 'repeat'; readonly repeat: Omit<Repeat, 'steps'>; readonly steps: readonly PreparedStep[] };

/** Prepares the steps of a plan. Loops without passes are left out, so that nothing is looked at that never runs. */
export function prepareSteps(steps: readonly Step[], preparation: Omit<StepPreparation, 'halted'>, loop?: Repeat): readonly PreparedStep[] {
	const halting = loop === undefined ? new Map<Op, Halted>() : opsWithoutHalted(preparation.plan, loop);
	const own: StepPreparation = { ...preparation, halted: (op) => halting.get(op) };
	return steps.map((step): PreparedStep => {
		if (step.op !== 'repeat') return { kind: 'op', op: prepareOp(step, own) };
		const { steps: body, ...repeat } = step;
		return { kind: 'repeat', repeat, steps: step.atMost === 0 ? [] : prepareSteps(body, preparation, step) };
	});
}

/** All kernels of prepared steps. */
export function kernelsOf(steps: readonly PreparedStep[]): readonly Kernel[] {
	return steps.flatMap((step) =>
		step.kind === 'op' ? step.op.kernels : [...(step.repeat.until === undefined ? [] : [endPass]), ...kernelsOf(step.steps)],
	);
}

/**
 * A copy of everything in a plan but its constants, since its owner may change it once it is prepared. Its records have nothing but what the
 * plan names, not even what every object has.
 */
export function ownPlan(plan: Plan): Plan {
	const copy: Plan = JSON.parse(JSON.stringify({ ...plan, constants: {} }));
	return { ...copy, constants: bare(plan.constants), inputs: bare(copy.inputs), buffers: bare(copy.buffers) };
}

function bare<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
	return Object.assign(Object.create(null), record);
}
