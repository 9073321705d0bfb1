import { closest, type Problem, type ProblemFacts, problem, warning } from '@alta-ts/diagnostics';
import type { Program, Update, Variable } from '../program.js';

/** What the checks of a program share: the program, its variables by name, and the list of problems they add to. */
export interface Scope {
	readonly program: Program;
	readonly variables: ReadonlyMap<string, Variable>;
	/** The updates that write each variable. */
	readonly writers: ReadonlyMap<string, readonly Update[]>;
	/** What heads write. */
	readonly outputs: ReadonlySet<string>;
	/** What tables read. */
	readonly readByTables: ReadonlySet<string>;
	readonly problems: Problem[];
	/** The outermost step of every place. */
	readonly where: readonly string[];
}

/** A place in a program, from the outside in. */
export type Where = readonly string[];

/** Starts the validation of a program. Of variables that share a name, the first one counts. */
export function openScope(program: Program): Scope {
	const variables = new Map<string, Variable>();
	for (const variable of program.variables) if (!variables.has(variable.name)) variables.set(variable.name, variable);
	const layers = program.stages.flatMap((stage) => stage.layers);
	const writers = new Map<string, Update[]>();
	const readByTables = new Set<string>();
	for (const update of layers.flatMap(({ updates }) => updates)) {
		const own = writers.get(update.writes);
		if (own === undefined) writers.set(update.writes, [update]);
		else own.push(update);
		if ('reads' in update) for (const name of update.reads) readByTables.add(name);
	}
	const outputs = new Set(layers.flatMap(({ heads }) => heads.map(({ output }) => output)));
	return { program, variables, writers, outputs, readByTables, problems: [], where: [`program ${program.name}`] };
}

/** Adds an error to the problems of a program. */
export function report(scope: Scope, code: string, facts: ProblemFacts): void {
	scope.problems.push(problem(code, facts));
}

/** Adds a warning to the problems of a program. */
export function warn(scope: Scope, code: string, facts: ProblemFacts): void {
	scope.problems.push(warning(code, facts));
}

/** The variable of that name. Where there is none, says so, with the closest name there is. */
export function findVariable(scope: Scope, name: string, where: Where): Variable | undefined {
	const variable = scope.variables.get(name);
	if (variable === undefined) {
		const meant = closest(name, scope.variables.keys());
		report(scope, 'ALTA1020', {
			what: `No variable is called ${JSON.stringify(name)}.`,
			where,
			why: 'Heads, updates, conditions and outputs refer to variables by name.',
			fix: meant === undefined ? 'Use one of the declared names, or declare the variable.' : `Did you mean ${JSON.stringify(meant)}?`,
		});
	}
	return variable;
}

/** The items that a list holds for a second time, by the key that tells them apart. */
export function repeated<T>(items: readonly T[], key: (item: T) => unknown): readonly T[] {
	const seen = new Set<unknown>();
	return items.filter((item) => seen.size === seen.add(key(item)).size);
}

/** Whether a number is an integer and at least `least`. */
export function isIntegerFrom(least: number, number: number): boolean {
	return Number.isInteger(number) && number >= least;
}
