import type { Program, Variable } from '@alta-ts/core';
import { counted } from '../counted.js';

/** How the numbers of values, and the coordinates for them, differ between two programs, a line each variable. */
export function valueChanges(before: Program, after: Program): readonly string[] {
	const now = new Map(after.variables.map((variable) => [variable.name, variable]));
	return before.variables.flatMap((variable) => {
		const [old, rest] = [countOf(variable), countOf(now.get(variable.name))];
		return old === rest ? [] : [`${variable.name}: ${old} → ${rest}`];
	});
}

function countOf(variable: Variable | undefined): string {
	switch (variable?.kind) {
		case undefined:
			return 'not stored';
		case 'numerical':
			return 'a number';
		case 'categorical':
			return counted(variable.values.length, 'value');
		case 'set':
			return `${counted(variable.values.length, 'set')} of ${counted(variable.members.length, 'member')}`;
	}
}
