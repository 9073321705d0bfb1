import { altaError } from '@alta-ts/diagnostics';
import type { Plan, Step } from './plan.js';
import type { TensorData } from './tensor.js';

/** The inputs that steps use as `starts` of a ragged batch. */
export function startsOf(plan: Plan): readonly string[] {
	const names = new Set<string>();
	const visit = (step: Step): void => {
		if (step.op === 'repeat') step.steps.forEach(visit);
		else if ('starts' in step && step.starts !== undefined) names.add(step.starts);
	};
	plan.steps.forEach(visit);
	return [...names];
}

/**
 * Checks the row starts of a ragged batch: they begin at 0, never descend, and end at `rows`.
 *
 * @throws ALTA5026
 */
export function checkStarts(plan: string, name: string, starts: TensorData, rows: number): void {
	const descends = starts.findIndex((start, sequence) => sequence > 0 && start < (starts[sequence - 1] ?? 0));
	if (starts[0] === 0 && starts.at(-1) === rows && descends === -1) return;
	const fault = descends === -1 ? `go from ${starts[0]} to ${starts.at(-1)}` : `descend at entry ${descends}`;
	throw altaError('ALTA5026', {
		what: `The row starts in "${name}" ${fault}.`,
		where: [`plan ${plan}`, `input ${name}`],
		why: 'Sequence s is rows starts[s] to starts[s + 1], so the starts begin at 0, never descend, and end at the number of rows.',
		fix: `Pass ascending starts from 0 to ${rows}.`,
	});
}
