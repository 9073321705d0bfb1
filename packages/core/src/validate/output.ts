import { showValue, valueKey } from '../domain.js';
import type { Readout, ReadoutTerm } from '../program.js';
import { findVariable, isIntegerFrom, repeated, report, type Scope, type Where } from './scope.js';
import { checkListed, checkText } from './values.js';

/** Checks where the answer of a program is read. */
export function checkOutput(scope: Scope): void {
	const { output } = scope.program;
	const where = [...scope.where, 'output'];
	if ('variable' in output) findVariable(scope, output.variable, where);
	else checkReadout(scope, output, where);
}

function checkReadout(scope: Scope, readout: Readout, where: Where): void {
	const { classes, pool } = readout;
	if (classes.length === 0) {
		const why = 'The answer is the class with the largest logit.';
		report(scope, 'ALTA1137', { what: 'The read-out has no classes.', where, why, fix: 'List the classes.' });
	}
	for (const each of classes) if (typeof each === 'string') checkText(scope, each, where);
	const unusable = [...repeated(classes, valueKey), ...classes.filter((each) => typeof each === 'number' && !Number.isFinite(each))];
	for (const each of unusable) {
		const why = 'Each class is a different symbol.';
		const what = `The class ${showValue(each)} is listed twice, or is not a finite number.`;
		report(scope, 'ALTA1136', { what, where, why, fix: 'List every class once.' });
	}
	checkWeights(scope, readout.bias, classes.length, [...where, 'bias']);
	for (const [index, term] of readout.terms.entries()) {
		checkWeights(scope, term.weights, classes.length, [...where, `term ${index}`]);
		checkTerm(scope, term, [...where, `term ${index}`]);
	}
	if (typeof pool !== 'object') return;
	const { positions = Number.POSITIVE_INFINITY } = scope.program;
	if (isIntegerFrom(0, pool.position) && pool.position < positions) return;
	const why = 'Positions are counted from 0, up to one less than the `positions` of the program.';
	const what = `The read-out cannot read position ${pool.position}.`;
	report(scope, 'ALTA1134', { what, where, why, fix: 'Give the position of the answer.' });
}

function checkWeights(scope: Scope, weights: readonly number[], classes: number, where: Where): void {
	if (weights.length !== classes) {
		report(scope, 'ALTA1130', {
			what: `There are ${weights.length} weights for ${classes} classes.`,
			where,
			why: 'Every class has its own weight.',
			fix: 'Give as many weights as there are classes.',
		});
	}
	for (const weight of weights.filter((each) => !Number.isFinite(each))) {
		const why = 'Logits are sums of weights.';
		report(scope, 'ALTA1135', { what: `A weight is ${weight}.`, where, why, fix: 'Use finite numbers.' });
	}
}

function checkTerm(scope: Scope, term: ReadoutTerm, where: Where): void {
	const variable = findVariable(scope, term.variable, where);
	if (variable === undefined) return;
	if (variable.kind === 'numerical') {
		if (term.value === undefined) return;
		report(scope, 'ALTA1133', {
			what: `The term compares ${term.variable} with ${showValue(term.value)}, but it is numerical.`,
			where,
			why: 'A term on a numerical variable adds its weights times the number.',
			fix: 'Leave the value out, or read a categorical variable.',
		});
	} else if (term.value === undefined) {
		report(scope, 'ALTA1132', {
			what: `The term does not say for which value of ${term.variable} it counts.`,
			where,
			why: `${term.variable} is ${variable.kind}, and a term adds its weights where it has one certain value.`,
			fix: 'Give the term a value; write one term for each value.',
		});
	} else checkListed(scope, variable, term.value, { code: 'ALTA1131', where, verb: 'be' });
}
