import { createReferenceBackend, type Op, type Plan, type SparseMatrix, type Tensor } from '@alta-ts/tensor';
import type { CaseContext } from './case.js';
import { difference } from './compare.js';
import { runAlone, type Tensors } from './op-alone.js';
import { runPlan } from './run-plan.js';
import { toleranceOf } from './tolerance/op-tolerance.js';

/** A plan to run, and what on. */
export interface Trial {
	/** Tells trials of a case apart, such as `33 rows`. */
	readonly what: string;
	readonly plan: Plan;
	readonly inputs: Readonly<Record<string, Tensor>>;
}

const reference = createReferenceBackend();

/**
 * Runs a plan without loops, in which each step writes a buffer of its own, and judges each op by itself: the reference computes it of the same
 * operands as the backend had, so that nothing adds up from step to step, and the results agree within the tolerance of the op.
 *
 * @param judged says no to ops whose operands, or results, lie beyond what the contract promises anything about
 */
export async function judgeOps(
	{ backend }: CaseContext,
	{ what, plan, inputs }: Trial,
	judged: (op: Op, tensors: Tensors) => boolean = () => true,
): Promise<readonly string[]> {
	const visible: Plan = { ...plan, outputs: Object.keys(plan.buffers) };
	const { outputs } = await runPlan(backend, visible, inputs);
	const tensors = new Map<string, Tensor | SparseMatrix>([...Object.entries(plan.constants), ...Object.entries(inputs), ...outputs]);
	const values = (ref: string): Tensor | SparseMatrix => {
		const value = tensors.get(ref);
		if (value === undefined) throw new RangeError(`the backend returned no "${ref}"`);
		return value;
	};
	const problems: string[] = [];
	for (const step of plan.steps) {
		if (step.op === 'repeat') throw new RangeError('only plans without loops are judged op by op');
		if (!judged(step, tensors)) continue;
		for (const [name, wanted] of await runAlone(reference, plan, step, tensors)) {
			const tolerance = name === step.out ? toleranceOf(step, values, wanted) : undefined;
			const wrong = difference(name, outputs.get(name), wanted, tolerance);
			if (wrong !== undefined) problems.push(told(what, step, wrong));
		}
	}
	return problems;
}

/** Runs a plan on numbers with which everything is exact, and compares all outputs and passes, to the last bit. */
export async function judgeExactly({ backend }: CaseContext, { what, plan, inputs }: Trial): Promise<readonly string[]> {
	const found = await runPlan(backend, plan, inputs);
	const wanted = await runPlan(reference, plan, inputs);
	const problems = [...wanted.outputs].flatMap(([name, tensor]) => {
		const wrong = difference(name, found.outputs.get(name), tensor);
		return wrong === undefined ? [] : [`${what}: ${wrong}`];
	});
	const labels = Object.keys(wanted.passes);
	const passes = (given: Readonly<Record<string, number>>): string => labels.map((label) => `${label} ${given[label]}`).join(', ');
	if (passes(found.passes) !== passes(wanted.passes)) {
		problems.push(`${what}: the passes are: ${passes(found.passes)}; not: ${passes(wanted.passes)}.`);
	}
	return problems;
}

/** After how many problems a case stops. */
const ENOUGH = 12;

/** Judges several trials; at most three problems are told of each, and after a dozen no more trials are made. */
export async function judgeAll(
	judge: (context: CaseContext, each: Trial) => Promise<readonly string[]>,
	context: CaseContext,
	trials: Iterable<Trial>,
): Promise<readonly string[]> {
	const problems: string[] = [];
	for (const each of trials) {
		const found = await judge(context, each);
		problems.push(...found.slice(0, 3));
		if (found.length > 3) problems.push(`${each.what}: and ${found.length - 3} more.`);
		if (problems.length >= ENOUGH) return [...problems, 'There may be more: the case stops after so many.'];
	}
	return problems;
}

function told(what: string, { label, op }: Op, wrong: string): string {
	return `${what}: step ${label} (${op}): ${wrong}`;
}
