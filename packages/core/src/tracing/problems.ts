import { closest, type Problem, problem } from '@alta-ts/diagnostics';
import { showValue } from '../domain.js';
import type { Value, Variable } from '../program.js';

/** What a path has decided about one variable. */
export interface Fact {
	readonly variable: Variable;
	/** The value assumed, or whether the variable is taken to be defined at all. */
	readonly is: { readonly value: Value } | { readonly defined: boolean };
	/** How many possibilities the read opened. */
	readonly choices: number;
}

/** Where in an author's code a problem turned up: the steps of the way there, and the state assumed. */
export interface Place {
	readonly where: readonly string[];
	readonly facts: readonly Fact[];
}

/** The facts of a path as a `where` step; none when nothing was decided. */
function stateStep(facts: readonly Fact[]): readonly string[] {
	const shown = facts.slice(-12).map(({ variable, is }) => {
		if ('value' in is) return `${variable.name} = ${showValue(is.value)}`;
		return `${variable.name} ${is.defined ? 'defined' : 'undefined'}`;
	});
	if (shown.length === 0) return [];
	return [`state ${facts.length > shown.length ? '…, ' : ''}${shown.join(', ')}`];
}

function at(place: Place): { readonly where: readonly string[] } {
	return { where: [...place.where, ...stateStep(place.facts)] };
}

/** What to write instead of an unknown name. */
export function useOneOf(name: string, names: readonly string[]): string {
	const meant = closest(name, names);
	if (meant !== undefined) return `Did you mean "${meant}"?`;
	return names.length === 0 ? 'Declare it first.' : `Use one of ${names.join(', ')}.`;
}

/** The author used a name that is not declared. */
export function unknownName(place: Place, name: string, names: readonly string[]): Problem {
	return problem('ALTA1201', {
		...at(place),
		what: `There is no variable "${name}".`,
		why: 'A function sees the declared variables and the outputs of heads, by name.',
		fix: useOneOf(name, names),
	});
}

/** The author wrote a head's output. */
export function headWritten(place: Place, name: string): Problem {
	return problem('ALTA1202', {
		...at(place),
		what: `"${name}" is written, but it is the output of a head.`,
		why: 'Only its head writes it, anew in every layer.',
		fix: 'Declare a variable of your own and write that.',
	});
}

/** The author read what the same block had written. */
export function readAfterWrite(place: Place, name: string): Problem {
	return problem('ALTA1203', {
		...at(place),
		what: `"${name}" is read after it was written.`,
		why: 'Reads give the value before the update, so this read would not see what was written.',
		fix: `Read "${name}" into a constant before writing it, or keep the new value in a constant.`,
	});
}

/** The author wrote a value the variable cannot hold. */
export function valueOutside(place: Place, name: string, shown: string, why: string): Problem {
	return problem('ALTA1204', {
		...at(place),
		what: `"${name}" is given ${shown}, which it cannot hold.`,
		why,
		fix: 'Clamp the value, add it to the variable, or do not write in this state.',
	});
}

/** The author asked for a value the variable cannot hold. */
export function conditionOutside(place: Place, name: string, shown: string, why: string): Problem {
	return problem('ALTA1213', {
		...at(place),
		what: `"${name}" is compared with ${shown}, which it cannot hold.`,
		why,
		fix: 'Ask for one of its values, or add this one to the variable.',
	});
}

/** The author read a numerical variable that has no buckets. */
export function noBuckets(place: Place, name: string): Problem {
	return problem('ALTA1205', {
		...at(place),
		what: `"${name}" is read, but it lists no values.`,
		why: 'A table compares a numerical variable by bucket.',
		fix: `List the values of "${name}" in ascending order (for a head's output: \`values\` of attend).`,
	});
}

/** The author's function threw. */
export function functionThrew(place: Place, message: string): Problem {
	return problem('ALTA1206', {
		...at(place),
		what: `The function threw an error: ${message}`,
		why: 'It is run to see what it does, in every state it distinguishes, and has to return each time.',
		fix: 'Handle this state in the function, for instance by returning early.',
	});
}

/** The author's function did different things in the same state. */
export function impure(place: Place): Problem {
	return problem('ALTA1207', {
		...at(place),
		what: 'The function does not do the same each time.',
		why: 'Run again on the same state, it read or wrote something else. Rows can only say what depends on the state.',
		fix: 'Let the function depend on what it reads from the state alone.',
	});
}

/** The paths are more than the budget. */
export function tooManyPaths(place: Place, budget: number): Problem {
	const product = [...place.facts].filter((fact) => fact.choices > 1).sort((a, b) => b.choices - a.choices);
	const shown = product.slice(0, 8).map((fact) => `${fact.variable.name} (${fact.choices})`);
	return problem('ALTA1208', {
		where: place.where,
		what: `The function has more than ${budget.toLocaleString('en')} paths.`,
		why: `These reads multiply: ${shown.join(' × ')}${product.length > shown.length ? ' × …' : ''}.`,
		fix: 'Move independent parts into functions of their own (a record as `mlp`), into `z.also(…)`, or into lazy writes, `z.write(name, z => …)`.',
	});
}

/** One path goes on without an end. */
export function endless(place: Place): Problem {
	return problem('ALTA1214', {
		...at(place),
		what: 'The function reads and writes without coming to an end.',
		why: 'Every read gives the value before the update, so a loop that waits for one to change never ends.',
		fix: 'Loop over layers instead: write a variable that says how far the program has come, and read it in the next layer.',
	});
}

/** Two blocks write different values in one state. */
export function blocksDisagree(place: Place, name: string, left: Written, right: Written): Problem {
	return problem('ALTA1209', {
		...at(place),
		what: `"${name}" is given ${showValue(left.value)} by ${left.by} and ${showValue(right.value)} by ${right.by}.`,
		why: 'Both apply in the same state, and a variable has one value.',
		fix: 'Let one of them apply only where the other does not.',
	});
}

/** A value and the block that wrote it. */
export interface Written {
	readonly by: string;
	readonly value: Value;
}

/** The author's function returned a promise. */
export function asynchronous(place: Place): Problem {
	return problem('ALTA1210', {
		where: place.where,
		what: 'The function is asynchronous.',
		why: 'What it does after its first wait cannot be seen.',
		fix: 'Make it a plain function.',
	});
}

/** The author wrote inside the function of a lazy write. */
export function writeInLazyWrite(place: Place, operation: string): Problem {
	return problem('ALTA1211', {
		...at(place),
		what: `A function passed to z.write uses ${operation}.`,
		why: 'It computes one value: it reads and returns.',
		fix: 'Return the value; do everything else outside.',
	});
}

/** The author used the state object for something it is not. */
export function stateMisused(place: Place, what: string): Problem {
	return problem('ALTA1212', {
		...at(place),
		what,
		why: 'The object stands for one position while the function is traced: it has variables to read and write, and nothing else.',
		fix: 'Read and write variables by name, inside the function.',
	});
}
