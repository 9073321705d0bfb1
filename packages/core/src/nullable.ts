import { initialValues } from './initial-values.js';
import type { Program, Row, Update } from './program.js';

/**
 * The names of the variables that may be undefined at some position at some time.
 *
 * The answer is an over-approximation: a variable that is not in the set is never undefined, in no run and on no input.
 * Head outputs are always in it, since they are undefined before their head has run.
 *
 * @example
 * ```ts
 * import { nullableVariables, PROGRAM_FORMAT } from '@alta-ts/core';
 * const names = nullableVariables({
 * 	format: PROGRAM_FORMAT,
 * 	name: 'example',
 * 	input: { tokens: ['a', 'b'] },
 * 	variables: [
 * 		{ name: 'bit', kind: 'categorical', values: [0, 1], init: { byToken: [0, 1] } },
 * 		{ name: 'only-a', kind: 'categorical', values: [0, 1], init: { byToken: [1, undefined] } },
 * 	],
 * 	stages: [],
 * 	output: { variable: 'bit' },
 * });
 * [...names] // => ['only-a']
 * ```
 */
export function nullableVariables(program: Program): ReadonlySet<string> {
	const layers = program.stages.flatMap((stage) => stage.layers);
	const updates = layers.flatMap((layer) => layer.updates);
	const nullable = new Set<string>(layers.flatMap((layer) => layer.heads.map((head) => head.output)));
	for (const variable of program.variables) if (initialValues(variable.init).includes(undefined)) nullable.add(variable.name);
	let size = -1;
	while (size !== nullable.size) {
		size = nullable.size;
		for (const update of updates) if (mayWriteUndefined(update, nullable)) nullable.add(update.writes);
	}
	return nullable;
}

function mayWriteUndefined(update: Update, nullable: ReadonlySet<string>): boolean {
	if ('linear' in update) return Object.keys(update.linear).some((name) => nullable.has(name));
	return update.rows.some((row) => row.value === undefined && canFire(row, nullable));
}

function canFire(row: Row, nullable: ReadonlySet<string>): boolean {
	return Object.entries(row.when).every(([name, values]) => values.some((value) => value !== undefined || nullable.has(name)));
}
