import type { Program } from '@alta-ts/core';
import { domainIndex } from '@alta-ts/core';
import type { ProgramPass, RunLimits } from './pass.js';
import { reachableValues } from './reachable-values.js';
import { restrictValues } from './restrict-values.js';
import { type RowMarks, rowMarks } from './row-marks.js';
import { tableChanges } from './table-changes.js';
import { valueChanges } from './value-changes.js';

/** Drops rows that can never fire and values that can never occur. */
export const reachabilityPass: ProgramPass = {
	name: 'reachability',
	does: 'rows that can never fire and values that can never occur dropped, on any input and after any number of layers',
	run: (program, limits) => {
		const marks = rowMarks(limits);
		const reached = reach(program, limits, marks);
		return { program: reached, changes: [...valueChanges(program, reached), ...tableChanges(program, reached)], limits: marks.limits() };
	},
};

function reach(program: Program, limits: RunLimits, marks: RowMarks): Program {
	const reachable = reachableValues(program, limits);
	const stages = program.stages.map((stage) => ({
		...stage,
		layers: stage.layers.map((layer) => ({
			...layer,
			updates: layer.updates.map((update) =>
				'linear' in update ? update : { ...update, rows: update.rows.filter((row) => reachable.canFire(layer, row)) },
			),
		})),
	}));
	return restrictValues(
		{ ...program, stages },
		(variable, value) => reachable.occurs(variable.name, domainIndex(variable, value)),
		marks.made,
	);
}
