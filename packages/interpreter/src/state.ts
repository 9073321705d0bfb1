import type { Value } from '@alta-ts/core';
import { altaError } from '@alta-ts/diagnostics';

/** What every variable holds at every position. */
export type State = ReadonlyMap<string, readonly Value[]>;

/** The values of one variable, position by position. Throws ALTA2005 where the program has no such variable. */
export function column(state: State, variable: string): readonly Value[] {
	const values = state.get(variable);
	if (values === undefined) throw invalidProgram(`No variable is called "${variable}".`);
	return values;
}

/** The error for a program that turns out not to be valid while it is run. */
export function invalidProgram(what: string): Error {
	return altaError('ALTA2005', {
		what,
		why: 'Only valid programs can be run.',
		fix: 'Check the program with `checkProgram`, which lists everything that is wrong with it.',
	});
}
