import { describeValue, type Problem, problem } from '@alta-ts/diagnostics';

const RECORDS = ['constants', 'inputs', 'buffers'] as const;
const LISTS = ['outputs', 'steps'] as const;

/** What is wrong, ALTA5031, with something that was passed as a plan and has not the parts of one. */
export function planKindProblems(plan: unknown): readonly Problem[] {
	if (!isRecord(plan)) return [wrongPlan(`The plan is ${describeValue(plan)}.`)];
	if (typeof plan.then === 'function') return [wrongPlan('The plan is a promise.', 'Await the promise.')];
	const { name } = plan;
	const missing = [
		...(typeof name === 'string' ? [] : [`\`name\` is ${describeValue(name)}, not a string`]),
		...RECORDS.flatMap((part) => (isRecord(plan[part]) ? [] : [`\`${part}\` is ${describeValue(plan[part])}, not an object by name`])),
		...LISTS.flatMap((part) => (Array.isArray(plan[part]) ? [] : [`\`${part}\` is ${describeValue(plan[part])}, not a list`])),
	];
	if (missing.length > 0) return missing.map((fault) => wrongPlan(`The plan is incomplete: ${fault}.`));
	const declared = RECORDS.flatMap((part) => Object.entries(plan[part] ?? {}).map(([tensor, type]) => ({ tensor, type })));
	const untyped = declared.filter(({ type }) => !(isRecord(type) && Array.isArray(type.shape)));
	const { steps } = plan;
	return [
		...untyped.map(({ tensor }) => wrongPlan(`The tensor "${tensor}" has no shape.`, 'Declare it with its dtype and its shape.')),
		...stepProblems(Array.isArray(steps) ? steps : []),
	];
}

function stepProblems(steps: readonly unknown[]): readonly Problem[] {
	return steps.flatMap((step, index) =>
		isRecord(step) ? [] : [wrongPlan(`Step ${index} is ${describeValue(step)}.`, 'Write it as an object with its op and its label.')],
	);
}

function wrongPlan(what: string, fix: string = 'Pass a plan with all its parts.'): Problem {
	return problem('ALTA5031', {
		what,
		where: ['plan'],
		why: `A plan has a name; ${RECORDS.join(', ')} by name; and lists of ${LISTS.join(' and ')}.`,
		fix,
	});
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
