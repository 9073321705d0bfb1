import type { TableUpdate, Update } from '@alta-ts/core';

/** The tables among some updates, by the variable that they write. */
export function tablesByVariable(updates: readonly Update[]): ReadonlyMap<string, readonly TableUpdate[]> {
	const tables = new Map<string, TableUpdate[]>();
	for (const update of updates) {
		if ('linear' in update) continue;
		const own = tables.get(update.writes);
		if (own === undefined) tables.set(update.writes, [update]);
		else own.push(update);
	}
	return tables;
}
