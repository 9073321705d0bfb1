import { domainIndex } from './domain.js';
import type { TableUpdate, Value, Variable } from './program.js';

/** A row with its constraints as domain indices (see `domainOf`), keyed by variable index in ascending order. */
export interface ConstrainedRow {
	readonly update: number;
	readonly row: number;
	readonly when: ReadonlyMap<number, ReadonlySet<number>>;
	readonly value: Value;
}

/**
 * Turns the rows of some tables into index form. Rows that constrain an unknown variable are left out, values outside a domain
 * are dropped from their list.
 */
export function constrainRows(variables: readonly Variable[], updates: readonly TableUpdate[]): readonly ConstrainedRow[] {
	const known = new Set(variables.map((variable) => variable.name));
	return updates.flatMap((update, updateIndex) =>
		update.rows.flatMap((row, rowIndex) => {
			if (!Object.keys(row.when).every((name) => known.has(name))) return [];
			const when = new Map<number, ReadonlySet<number>>();
			for (const [at, variable] of variables.entries()) {
				if (!Object.hasOwn(row.when, variable.name)) continue;
				const indices = (row.when[variable.name] ?? []).map((value) => domainIndex(variable, value));
				when.set(at, new Set(indices.filter((index) => index >= 0)));
			}
			return [{ update: updateIndex, row: rowIndex, when, value: row.value }];
		}),
	);
}
