import { showValue } from '../domain.js';
import type { Repeat } from '../program.js';
import { isObtainable } from './obtainable.js';
import { findVariable, isIntegerFrom, report, type Scope, type Where } from './scope.js';
import { checkHolds } from './values.js';

/** Checks that stages have layers, and how often they repeat. */
export function checkStages(scope: Scope): void {
	for (const [index, stage] of scope.program.stages.entries()) {
		const where = [...scope.where, `stage ${index}`];
		if (stage.layers.length === 0) {
			const why = 'A stage repeats its layers.';
			report(scope, 'ALTA1120', { what: 'The stage has no layers.', where, why, fix: 'Give it a layer, or leave the stage out.' });
		}
		if (typeof stage.repeat === 'number') checkCount(scope, stage.repeat, 'ALTA1121', where);
		else checkHalting(scope, stage.repeat, index, where);
	}
}

function checkCount(scope: Scope, count: number, code: string, where: Where): void {
	if (isIntegerFrom(1, count)) return;
	const why = 'A stage is passed through a whole number of times, at least once.';
	report(scope, code, { what: `A stage cannot repeat ${count} times.`, where, why, fix: 'Give a positive integer.' });
}

function checkHalting(scope: Scope, { until, atMost }: Exclude<Repeat, number>, stage: number, where: Where): void {
	if (atMost !== undefined) checkCount(scope, atMost, 'ALTA1122', where);
	const variable = findVariable(scope, until.variable, where);
	if (variable === undefined) return;
	const before = scope.problems.length;
	checkHolds(scope, variable, until.equals, { code: 'ALTA1123', where, span: variable.source, verb: 'be' });
	if (scope.problems.length > before || isObtainable(scope.program, stage, variable.name, until.equals)) return;
	report(scope, 'ALTA1124', {
		what: `${variable.name} is never ${showValue(until.equals)}, so the stage never halts.`,
		where,
		why: 'No initial value and nothing that writes the variable up to here gives this value.',
		fix: 'Wait for a value that the variable can take, or write this one when the work is done.',
		span: variable.source,
	});
}
