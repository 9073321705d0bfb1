import { type Head, initialValues, type Program, type Update, type Variable } from '@alta-ts/core';

/**
 * The variables that hold the same value at every position, on any input and after any number of layers; most of the control
 * state of a looped program does. A fast evaluator computes them once instead of once per position.
 *
 * They are the largest set of variables that start the same everywhere, are written by tables and linear maps over the set only, and by
 * heads whose selection does not depend on where the query is.
 */
export function uniformVariables(program: Program): ReadonlySet<string> {
	const layers = program.stages.flatMap((stage) => stage.layers);
	const heads = layers.flatMap((layer) => layer.heads);
	const updates = layers.flatMap((layer) => layer.updates);
	const uniform = new Set(program.variables.filter(startsUniform).map((variable) => variable.name));
	const isUniform = (name: string) => uniform.has(name);
	for (let before = -1; before !== uniform.size; ) {
		before = uniform.size;
		for (const head of heads) if (!staysUniform(head, isUniform)) uniform.delete(head.output);
		for (const update of updates) if (!readsOf(update).every(isUniform)) uniform.delete(update.writes);
	}
	return uniform;
}

/** The variables that an update's result depends on. */
export function readsOf(update: Update): readonly string[] {
	if ('linear' in update) return Object.keys(update.linear);
	const constrained = new Set(update.rows.flatMap((row) => Object.keys(row.when)));
	return [...constrained];
}

function startsUniform({ init }: Variable): boolean {
	return initialValues(init).length < 2;
}

function staysUniform(head: Head, isUniform: (name: string) => boolean): boolean {
	const nearest = typeof head.combine === 'object' && head.combine.pick === 'nearest';
	return !nearest && head.where.every((match) => !('offsets' in match) && isUniform(match.query));
}
