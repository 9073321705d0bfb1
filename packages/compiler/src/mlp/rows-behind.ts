import type { Layer, Value } from '@alta-ts/core';
import { domainIndex, sameValue } from '@alta-ts/core';
import type { RowRange } from '@alta-ts/model';
import type { Decision } from './decision.js';
import type { Interval, Rule } from './rules.js';

/** What a rule writes: one value, or, where it writes a sum or nothing but erases, `any`. */
export type Written = { readonly value: Value } | 'any';

/** Finds the rows of the tables of a layer, as its author wrote them, that a rule stands for: those that can fire where it holds, with what it writes. */
export type RowFinder = (rule: Rule, written: Written) => readonly RowRange[];

/** A row by what it asks of the levels of a decision. */
interface LevelledRow {
	readonly update: number;
	readonly row: number;
	readonly value: Value;
	/** By level, the domain indices it allows; absent where it allows all. */
	readonly when: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Finds rows that write a variable. */
export function rowFinder(layer: Layer, writes: string, decision: Decision): RowFinder {
	const rows = levelledRows(layer, writes, decision);
	return (rule, written) => {
		const wanted = new Map([...rule.when].map(([level, indices]) => [level, new Set(indices)]));
		return ranges(rows.filter((row) => (written === 'any' || sameValue(row.value, written.value)) && meets(decision, rule, wanted, row)));
	};
}

function levelledRows(layer: Layer, writes: string, { variables }: Decision): readonly LevelledRow[] {
	const levels = new Map(variables.map((variable, level) => [variable.name, { variable, level }]));
	/** Rows often share a list of values. */
	const known = new Map<readonly Value[], ReadonlySet<number>>();
	return layer.updates.flatMap((update, index) => {
		if (!('rows' in update) || update.writes !== writes) return [];
		return update.rows.map((row, at): LevelledRow => {
			const when = new Map<number, ReadonlySet<number>>();
			for (const [name, values] of Object.entries(row.when)) {
				const asked = levels.get(name);
				if (asked === undefined) continue;
				const indices = known.get(values) ?? new Set(values.map((value) => domainIndex(asked.variable, value)));
				known.set(values, indices);
				when.set(asked.level, indices);
			}
			return { update: index, row: at, value: row.value, when };
		});
	});
}

function meets(decision: Decision, rule: Rule, wanted: ReadonlyMap<number, ReadonlySet<number>>, row: LevelledRow): boolean {
	for (const [level, indices] of row.when) {
		const asked = wanted.get(level);
		if (asked !== undefined && !intersects(indices, asked)) return false;
	}
	return rule.within.every((interval) => reaches(decision, interval, rule, row));
}

function intersects(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
	const [few, many] = a.size < b.size ? [a, b] : [b, a];
	for (const each of few) if (many.has(each)) return true;
	return false;
}

/** Whether some sum of allowed codes lies in the interval. */
function reaches(decision: Decision, { form, from = -Infinity, below = Infinity }: Interval, rule: Rule, row: LevelledRow): boolean {
	const allowed = form.terms.map(({ level, sign }) => {
		const indices = rule.when.get(level) ?? decision.possibleAt(level);
		const own = row.when.get(level);
		return (own === undefined ? indices : indices.filter((index) => own.has(index))).map(
			(index) => sign * (decision.codesAt(level)?.[index] ?? 0),
		);
	});
	const anySum = (at: number, sum: number): boolean => {
		const codes = allowed[at];
		return codes === undefined ? sum >= from && sum < below : codes.some((code) => anySum(at + 1, sum + code));
	};
	return anySum(0, 0);
}

function ranges(rows: readonly LevelledRow[]): readonly RowRange[] {
	const found: RowRange[] = [];
	for (const { update, row } of rows) {
		const before = found.at(-1);
		if (before?.update === update && before.last === row - 1) found[found.length - 1] = { ...before, last: row };
		else found.push({ update, first: row, last: row });
	}
	return found;
}
