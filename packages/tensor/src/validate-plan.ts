import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import { planKindProblems } from './check-plan-kind.js';
import type { Plan, Step } from './plan.js';
import { checkOp } from './validate/check-op.js';
import { declarationProblems, type Operand, operandsOf } from './validate/operands.js';
import { stepChecker } from './validate/step-checker.js';

/**
 * Checks a plan, which every backend does before it prepares one.
 *
 * @throws AltaError with everything that is wrong: names (ALTA5001, ALTA5008), writes (ALTA5002, ALTA5006), dtypes (ALTA5003), shapes
 * (ALTA5004, ALTA5013), sparse tensors (ALTA5005), columns of heads (ALTA5007), numbers (ALTA5009), constants (ALTA5010), outputs
 * (ALTA5011), roles (ALTA5012) and ops (ALTA5014); alone, ALTA5031 for something that has not the parts of a plan.
 */
export function checkPlan(plan: Plan): void {
	throwProblems(planProblems(plan));
}

/** Everything that is wrong with a plan; empty if nothing is. */
export function planProblems(plan: Plan): readonly Problem[] {
	const otherwise = planKindProblems(plan);
	if (otherwise.length > 0) return otherwise;
	const problems = declarationProblems(plan);
	checkSteps(plan, plan.steps, operandsOf(plan), new Set(), problems);
	return problems;
}

function checkSteps(
	plan: Plan,
	steps: readonly Step[],
	operands: ReadonlyMap<string, Operand>,
	labels: Set<string>,
	problems: Problem[],
): void {
	for (const step of steps) {
		const { label } = step;
		if (label === '' || labels.has(label)) problems.push(labelProblem(plan, label));
		labels.add(label);
		const checker = stepChecker(plan, label, operands, problems);
		if (step.op !== 'repeat') {
			checkOp(step, checker);
			continue;
		}
		if (step.until !== undefined) checker.reads('until', step.until, { dtype: 'i32', shape: ['sequences'] });
		if (!(Number.isSafeInteger(step.atMost) && step.atMost >= 0)) {
			checker.report('ALTA5009', `The steps repeat at most ${step.atMost} times.`, 'It counts passes.', 'Give a whole number from 0.');
		}
		checkSteps(plan, step.steps, operands, labels, problems);
	}
}

function labelProblem(plan: Plan, label: string): Problem {
	return problem('ALTA5008', {
		what: label === '' ? 'A step has no label.' : `Two steps have the label "${label}".`,
		where: [`plan ${plan.name}`, `step ${label}`],
		why: 'Errors and devices tell steps apart by label.',
		fix: 'Give each step a label of its own.',
	});
}
