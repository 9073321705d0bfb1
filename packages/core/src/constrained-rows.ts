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
	const indexOf = new Map(variables.map((variable, at): [string, number] => [variable.name, at]));
	/** For each variable the sets of its value lists: rows often share a list. */
	const sets = variables.map(() => new Map<readonly Value[], ReadonlySet<number>>());

	function setOf(at: number, values: readonly Value[]): ReadonlySet<number> {
		const known = sets[at]?.get(values);
		if (known !== undefined) return known;
		const variable = variables[at];
		const indices = variable === undefined ? [] : values.map((value) => domainIndex(variable, value));
		const found = new Set(indices.filter((index) => index >= 0));
		sets[at]?.set(values, found);
		return found;
	}

	return updates.flatMap((update, updateIndex) =>
		update.rows.flatMap((row, rowIndex) => {
			const constraints: (readonly [number, ReadonlySet<number>])[] = [];
			for (const [name, values] of Object.entries(row.when)) {
				const at = indexOf.get(name);
				if (at === undefined) return [];
				constraints.push([at, setOf(at, values)]);
			}
			constraints.sort(([a], [b]) => a - b);
			return [{ update: updateIndex, row: rowIndex, when: new Map(constraints), value: row.value }];
		}),
	);
}
