import type { Variable } from '@alta-ts/core';

/** Finds the variables with some names, in declared order, in time that does not grow with how many others there are. */
export type Declared = (names: Iterable<string>) => readonly Variable[];

/** Notes where each variable is declared. */
export function declaredVariables(variables: readonly Variable[]): Declared {
	const places = new Map(variables.map(({ name }, place) => [name, place]));
	return (names) => {
		const found = new Set([...names].flatMap((name) => places.get(name) ?? []));
		return [...found].sort((a, b) => a - b).flatMap((place) => variables[place] ?? []);
	};
}
