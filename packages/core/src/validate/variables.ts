import { showValue, valueKey } from '../domain.js';
import { initialValues } from '../initial-values.js';
import type { Atom, CategoricalVariable, NumericalVariable, SetVariable, Value, Variable } from '../program.js';
import { isIntegerFrom, repeated, report, type Scope, type Where } from './scope.js';
import { checkHolds, checkText } from './values.js';

/** Checks the vocabulary and the number of positions. */
export function checkInput(scope: Scope): void {
	const { program } = scope;
	const { tokens } = program.input;
	const where = [...scope.where, 'input'];
	if (tokens.length === 0) {
		const why = 'A program runs on sequences of tokens, so it needs at least one.';
		report(scope, 'ALTA1002', { what: 'The vocabulary is empty.', where, why, fix: 'List the tokens of the input.' });
	}
	for (const [index, token] of tokens.entries()) {
		if (token !== '') checkText(scope, token, where);
		else {
			const why = 'Inputs are written as text, where an empty token cannot be seen.';
			report(scope, 'ALTA1003', { what: `Token ${index} is the empty text.`, where, why, fix: 'Give the token a name, such as "EMPTY".' });
		}
	}
	for (const token of repeated(tokens, (each) => each)) {
		const why = 'A token is known by its text, so that each text has one id.';
		report(scope, 'ALTA1004', { what: `Token ${JSON.stringify(token)} is listed twice.`, where, why, fix: 'List every token once.' });
	}
	if (program.positions !== undefined && !isIntegerFrom(1, program.positions)) {
		report(scope, 'ALTA1012', {
			what: `A program cannot have ${program.positions} positions.`,
			where: scope.where,
			why: '`positions` is the length of the longest input.',
			fix: 'Give a positive integer, or leave it out.',
		});
	}
}

/** Checks the declarations: names, values and initial values. */
export function checkVariables(scope: Scope): void {
	const { variables } = scope.program;
	for (const { name, source } of repeated(variables, (each) => each.name)) {
		const why = 'Everything in a program refers to variables by name.';
		const what = `Two variables are called ${JSON.stringify(name)}.`;
		report(scope, 'ALTA1006', { what, where: scope.where, why, fix: 'Rename one of them.', span: source });
	}
	for (const variable of variables) {
		const where = [...scope.where, `variable ${variable.name}`];
		if (variable.name === '' || variable.name === '__proto__') {
			report(scope, 'ALTA1005', {
				what: `A variable cannot be called ${JSON.stringify(variable.name)}.`,
				where,
				why: 'Names are the keys of rows and of linear maps, where this one would be lost.',
				fix: 'Choose another name.',
				span: variable.source,
			});
		}
		checkText(scope, variable.name, where);
		checkValues(scope, variable, where);
		checkInit(scope, variable, [...where, 'init']);
	}
}

function checkValues(scope: Scope, variable: Variable, where: Where): void {
	const span = variable.source;
	const atoms = [...(variable.kind === 'set' ? variable.members : []), ...(variable.values ?? [])];
	if (variable.values?.length === 0) {
		const why = 'A variable that can hold nothing has no place in a state.';
		report(scope, 'ALTA1011', { what: `${variable.name} has no values.`, where, why, fix: 'List the values it may hold.', span });
	}
	for (const atom of atoms.flatMap((value) => (typeof value === 'object' ? [...value] : [value]))) {
		if (typeof atom === 'string') checkText(scope, atom, where);
		if (typeof atom === 'number' && !Number.isFinite(atom)) {
			const why = 'Only finite numbers can be compared, written to JSON and put into weights.';
			report(scope, 'ALTA1008', { what: `${atom} is listed as a value.`, where, why, fix: 'List finite numbers.', span });
		}
	}
	if (variable.kind === 'numerical') checkAscending(scope, variable, where);
	else checkDistinct(scope, variable, where);
	if (variable.kind === 'set') checkMembers(scope, variable.members, variable.values, where);
}

function checkAscending(scope: Scope, { name, values = [], source: span }: NumericalVariable, where: Where): void {
	const at = values.findIndex((value, index) => index > 0 && value <= (values[index - 1] ?? value));
	if (at === -1) return;
	const what = `The values of ${name} are not ascending: ${values[at - 1]} is followed by ${values[at]}.`;
	const why = 'The values are the centres of neighbouring buckets.';
	report(scope, 'ALTA1009', { what, where, why, fix: 'List them from the smallest to the largest, each once.', span });
}

function checkDistinct(scope: Scope, variable: CategoricalVariable | SetVariable, where: Where): void {
	const lists: readonly (readonly Value[])[] = variable.kind === 'set' ? [variable.members, variable.values] : [variable.values];
	for (const value of lists.flatMap((list) => repeated(list, valueKey))) {
		const why = 'Each value has one place in the domain of a variable.';
		report(scope, 'ALTA1007', {
			what: `${showValue(value)} is listed twice.`,
			where,
			why,
			fix: 'List every value once.',
			span: variable.source,
		});
	}
}

function checkMembers(scope: Scope, members: readonly Atom[], values: readonly ReadonlySet<Atom>[], where: Where): void {
	for (const value of values) {
		for (const atom of value) {
			if (members.includes(atom)) continue;
			report(scope, 'ALTA1010', {
				what: `The value ${showValue(value)} contains ${showValue(atom)}, which is not a member.`,
				where,
				why: 'The sets that a variable may hold are made of its members.',
				fix: `Add ${showValue(atom)} to the members, or take it out of the value.`,
			});
		}
	}
}

function checkInit(scope: Scope, variable: Variable, where: Where): void {
	const { init, name, source: span } = variable;
	for (const value of initialValues(init)) checkHolds(scope, variable, value, { code: 'ALTA1013', where, span, verb: 'start as' });
	const { positions, input } = scope.program;
	if ('byToken' in init && init.byToken.length !== input.tokens.length) {
		report(scope, 'ALTA1014', {
			what: `${name} has ${init.byToken.length} initial values by token, for ${input.tokens.length} tokens.`,
			where,
			why: 'The list gives one value for every token, in the order of the vocabulary.',
			fix: 'Give as many values as there are tokens.',
			span,
		});
	}
	if (!('byPosition' in init)) return;
	if (positions === undefined) {
		report(scope, 'ALTA1016', {
			what: `${name} is initialised by position, and the program does not say how many positions there are.`,
			where,
			why: 'Inputs longer than the list would have no initial value.',
			fix: `Give the program \`positions: ${init.byPosition.length}\`.`,
			span,
		});
	} else if (init.byPosition.length !== positions) {
		report(scope, 'ALTA1015', {
			what: `${name} has ${init.byPosition.length} initial values by position, for ${positions} positions.`,
			where,
			why: 'The list gives one value for every position, from the first to the last.',
			fix: 'Give as many values as there are positions.',
			span,
		});
	}
}
