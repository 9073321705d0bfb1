import type { TableUpdate } from '@alta-ts/core';
import { domainOf } from '@alta-ts/core';
import { counted } from '../counted.js';
import type { OptionalPass } from '../passes/pass.js';
import type { Ruled } from './shortest-rules.js';
import type { Writing } from './writing.js';

/** Notes what the passes made of the tables that write a variable. */
export function noteChanges({ context, table, variable }: Writing, tables: readonly TableUpdate[], ruled: Ruled): void {
	const { decision, rules, erasing, unmerged } = ruled;
	const [stage = '', layer = ''] = table.path;
	const note = (pass: OptionalPass, text: string): void => {
		const lines = context.changes.get(pass) ?? [];
		lines.push(`${stage}, ${layer}, ${variable.name}: ${text}`);
		context.changes.set(pass, lines);
	};
	const rows = tables.reduce((count, each) => count + each.rows.length, 0);
	const bySize = decision.variables.toSorted((a, b) => domainOf(a).length - domainOf(b).length);
	if (bySize.some((each, level) => each !== decision.variables[level]))
		note('order', `asks ${decision.variables.map(({ name }) => name).join(', ')}`);
	const bySums = rules.filter(({ within, effect }) => within.length > 0 || effect.kind === 'number').length;
	if (bySums > 0) note('linear-forms', `${counted(rows, 'row')} → ${counted(unmerged, 'rule')}, ${bySums} of them over sums`);
	if (unmerged > rules.length) note('merge', `${counted(unmerged, 'rule')} → ${rules.length}`);
	if (erasing.length < rules.length) note('write-enable', `erased by ${counted(erasing.length, 'rule')}, where ${rules.length} write`);
}
