import type { Profile, Program, Row, Value } from '@alta-ts/core';
import { valueKey } from '@alta-ts/core';
import type { ProgramPass, RunLimits } from './pass.js';
import { restrictValues } from './restrict-values.js';
import { rowMarks } from './row-marks.js';
import { tableChanges } from './table-changes.js';
import { valueChanges } from './value-changes.js';

/**
 * Drops values that were not held on the inputs of a profile. Rows that could fire but did not stay: where a table is regular, a gap would make it
 * longer. They are known not to fire, so that whoever makes weights may drop them.
 */
export const profilePass: ProgramPass = {
	name: 'profile',
	does: 'values dropped that no variable held on the given inputs (with --profile)',
	run: (program, limits) => {
		const { occurs } = limits;
		if (occurs === undefined) return { program, changes: [] };
		const marks = rowMarks(limits);
		const seen = restrictValues(program, ({ name }, value) => occurs(name, value), marks.made);
		return { program: seen, changes: [...valueChanges(program, seen), ...tableChanges(program, seen)], limits: marks.limits() };
	},
};

/** What a profile says of the runs of the program that it was made of. */
export function profileLimits(program: Program, { values, fired }: Profile): RunLimits {
	const seen = new Map([...values].map(([name, own]) => [name, new Set(own.map(identity))]));
	const neverFires = new Set<Row>();
	for (const [s, stage] of program.stages.entries()) {
		for (const [l, layer] of stage.layers.entries()) {
			for (const [u, update] of layer.updates.entries()) {
				const own = fired[s]?.[l]?.[u];
				if ('linear' in update || own === undefined) continue;
				for (const [r, row] of update.rows.entries()) if (!own.has(r)) neverFires.add(row);
			}
		}
	}
	return { occurs: (name, value) => seen.get(name)?.has(identity(value)) ?? true, neverFires };
}

/** What the guarantee of a model made by a profile asks of an input. */
export function profileCondition({ inputs, digest }: Profile): string {
	return `the input is one of the ${inputs} profiled inputs (digest ${digest})`;
}

/** What two equal values of a variable share. */
function identity(value: Value): unknown {
	return typeof value === 'object' ? valueKey(value) : value;
}
