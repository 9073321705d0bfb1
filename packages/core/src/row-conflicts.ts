import { type ConstrainedRow, constrainRows } from './constrained-rows.js';
import { domainOf } from './domain.js';
import type { TableUpdate, Value, Variable } from './program.js';

/** A row, by the index of its table among those looked at and by its own index in that table. */
export interface RowReference {
	readonly update: number;
	readonly row: number;
}

/** Two rows that fire in one and the same state. */
export interface RowConflict {
	readonly first: RowReference;
	readonly second: RowReference;
	/** Such a state: a value for every variable that one of the rows constrains. */
	readonly state: ReadonlyMap<string, Value>;
}

/**
 * Finds rows that can fire together, whatever they write. All tables given should write the same variable.
 *
 * Rows that constrain an unknown variable are passed over, and so are single values outside a variable's domain.
 *
 * @param limit stop after this many conflicts.
 */
export function findRowConflicts(variables: readonly Variable[], updates: readonly TableUpdate[], limit = 20): readonly RowConflict[] {
	const found = new Map<string, RowConflict>();
	const sizes = variables.map((variable) => domainOf(variable).length);

	function compareAll(rows: readonly ConstrainedRow[]): void {
		for (const [at, first] of rows.entries()) {
			for (const second of rows.slice(at + 1)) {
				if (found.size >= limit) return;
				const key = `${first.update}:${first.row}:${second.update}:${second.row}`;
				const state = found.has(key) ? undefined : commonState(variables, first, second);
				if (state !== undefined) found.set(key, { first: reference(first), second: reference(second), state });
			}
		}
	}

	/** Splits rows by what they ask of one variable until few are left: rows that part there need no comparison. */
	function search(rows: readonly ConstrainedRow[], asked: ReadonlySet<number>): void {
		const variable = rows.length > 8 ? mostConstrained(rows, asked) : undefined;
		if (variable === undefined) {
			compareAll(rows);
			return;
		}
		const parts = new Map<string, readonly ConstrainedRow[]>();
		for (const chosen of rowsByIndex(rows, variable, sizes[variable] ?? 0)) {
			parts.set(
				chosen.join(),
				chosen.flatMap((at) => rows[at] ?? []),
			);
		}
		for (const part of parts.values()) if (found.size < limit) search(part, new Set([...asked, variable]));
	}

	search(constrainRows(variables, updates), new Set());
	return [...found.values()];
}

/** For each domain index of a variable the rows that allow it, by their places in the list. */
function rowsByIndex(rows: readonly ConstrainedRow[], variable: number, size: number): readonly (readonly number[])[] {
	const all: number[][] = Array.from({ length: size }, () => []);
	for (const [at, row] of rows.entries()) {
		const allowed = row.when.get(variable);
		if (allowed === undefined) for (const chosen of all) chosen.push(at);
		else for (const index of allowed) all[index]?.push(at);
	}
	return all;
}

function reference({ update, row }: ConstrainedRow): RowReference {
	return { update, row };
}

function mostConstrained(rows: readonly ConstrainedRow[], asked: ReadonlySet<number>): number | undefined {
	const counts = new Map<number, number>();
	for (const row of rows)
		for (const variable of row.when.keys()) if (!asked.has(variable)) counts.set(variable, (counts.get(variable) ?? 0) + 1);
	let best: number | undefined;
	for (const [variable, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = variable;
	return best;
}

function commonState(
	variables: readonly Variable[],
	first: ConstrainedRow,
	second: ConstrainedRow,
): ReadonlyMap<string, Value> | undefined {
	const state = new Map<string, Value>();
	for (const [at, variable] of variables.entries()) {
		const left = first.when.get(at);
		const right = second.when.get(at);
		const allowed = left ?? right;
		if (allowed === undefined) continue;
		const index = [...allowed].find((each) => right?.has(each) ?? true);
		if (index === undefined) return undefined;
		state.set(variable.name, domainOf(variable)[index]);
	}
	return state;
}
