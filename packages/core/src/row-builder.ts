import type { Problem } from '@alta-ts/diagnostics';
import { createDiagramBuilder, type Diagram, KEEP } from './diagram.js';
import { domainIndex, domainOf, showValue } from './domain.js';
import type { Row, TableUpdate, Value, Variable } from './program.js';
import type { NamedType, Names, Types } from './state-types.js';
import { createTerminals, diagramSizes, diagramTable, tableDiagram } from './table-diagram.js';
import {
	blocksDisagree,
	conditionOutside,
	type Fact,
	headWritten,
	noBuckets,
	type Place,
	unknownName,
	valueOutside,
} from './tracing/problems.js';
import { checkWritten, listed } from './written-value.js';

/** Conditions by variable: a value, several values, or `undefined` among them. */
export type Conditions<V, H> = {
	readonly [K in Names<V, H>]?: NamedType<V, H, K> | undefined | readonly (NamedType<V, H, K> | undefined)[];
};

/** Writes tables row by row. Conditions nest: a row holds where all conditions around it hold. */
export interface RowBuilder<V, H> {
	/** Runs `body` for rows that hold only where every named variable has the value, or one of the values. */
	when(conditions: Conditions<V, H>, body: () => void): void;
	/** Runs the body, which comes last, for every combination of defined values of the named variables, the last one varying fastest. */
	each<const K extends readonly Names<V, H>[]>(...parameters: [...names: K, body: EachBody<V, H, K>]): void;
	/** Adds the row that gives a variable a value where all conditions around it hold. */
	set<K extends Extract<keyof V, string>>(name: K, value: Types<V>[K] | undefined): void;
}

/** What `each` calls: one parameter for each named variable. */
export type EachBody<V, H, K extends readonly unknown[]> = (...values: { [I in keyof K]: NamedType<V, H, K[I]> }) => void;

/** Conditions in force: variable index → domain indices allowed. */
type Context = ReadonlyMap<number, readonly number[]>;

/** The builder behind {@link RowBuilder}, with names and values still to be checked, and what it has built. */
export interface RowCollector {
	readonly when: (conditions: object, body: () => void) => void;
	readonly each: (...parameters: readonly unknown[]) => void;
	readonly set: (name: string, value: unknown) => void;
	/** One table for each variable that was set, in declared order; rows of one value are merged. */
	readonly updates: () => readonly TableUpdate[];
	readonly problems: () => readonly Problem[];
}

/** Makes an empty builder of rows over `variables`; `where` is the way to the layer, for messages. */
export function createRowCollector(
	variables: readonly Variable[],
	headOutputs: ReadonlySet<string>,
	where: readonly string[],
): RowCollector {
	const indexOf = new Map(variables.map((variable, at): [string, number] => [variable.name, at]));
	const rows = new Map<number, Row[]>();
	const problems = new Map<string, Problem>();
	let context: Context = new Map();
	const place = (): Place => ({
		where: [...where, 'rows'],
		facts: [...context].flatMap(([at, indices]) => factOf(variables[at], indices)),
	});

	/** Notes a problem, once. */
	function report(problem: Problem): void {
		const key = `${problem.code} ${problem.what}`;
		if (!problems.has(key)) problems.set(key, problem);
	}

	function find(name: string): { readonly at: number; readonly variable: Variable } | undefined {
		const at = indexOf.get(name);
		const variable = variables[at ?? -1];
		if (at !== undefined && variable !== undefined) return { at, variable };
		report(unknownName(place(), name, [...indexOf.keys()]));
		return undefined;
	}

	function findReadable(name: string): { readonly at: number; readonly variable: Variable } | undefined {
		const found = find(name);
		if (found?.variable.kind !== 'numerical' || found.variable.values !== undefined) return found;
		report(noBuckets(place(), name));
		return undefined;
	}

	/** Runs `body` with a variable limited further; not at all where nothing is left. */
	function limited(at: number, indices: readonly number[], body: () => void): void {
		const before = context;
		const allowed = before.get(at);
		const left = allowed === undefined ? indices : indices.filter((index) => allowed.includes(index));
		if (left.length === 0) return;
		context = new Map(before).set(at, left);
		try {
			body();
		} finally {
			context = before;
		}
	}

	function when(conditions: object, body: () => void): void {
		const inside = Object.entries(conditions).reduce<() => void>(
			(inner, [name, wanted]) =>
				() => {
					const found = findReadable(name);
					if (found === undefined) return;
					const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
					limited(
						found.at,
						values.map((value) => indexIn(found.variable, value)).filter((index) => index >= 0),
						inner,
					);
				},
			body,
		);
		inside();
	}

	function indexIn(variable: Variable, value: unknown): number {
		const checked = checkWritten(variable, value);
		const index = 'why' in checked ? -1 : domainIndex(variable, checked.value);
		if (index < 0) {
			const shown = 'why' in checked ? checked.shown : showValue(checked.value);
			report(conditionOutside(place(), variable.name, shown, `Its values are ${listed(variable.values ?? [])}.`));
		}
		return index;
	}

	function each(...parameters: readonly unknown[]): void {
		const body = parameters.at(-1);
		if (typeof body !== 'function') return;
		const found = parameters.slice(0, -1).map((name) => findReadable(String(name)));
		const names = found.flatMap((one) => (one === undefined ? [] : [one]));
		if (names.length < found.length) return;
		const visit = (rest: typeof names, values: readonly Value[]): void => {
			const [first, ...others] = rest;
			if (first === undefined) {
				body(...values);
				return;
			}
			for (const [index, value] of domainOf(first.variable).slice(0, -1).entries()) {
				limited(first.at, [index], () => visit(others, [...values, value]));
			}
		};
		visit(names, []);
	}

	function set(name: string, value: unknown): void {
		const found = find(name);
		if (found === undefined) return;
		if (headOutputs.has(name)) {
			report(headWritten(place(), name));
			return;
		}
		const checked = checkWritten(found.variable, value);
		if ('why' in checked) {
			report(valueOutside(place(), name, checked.shown, checked.why));
			return;
		}
		const conditions = [...context].flatMap(([at, indices]): [string, readonly Value[]][] => {
			const variable = variables[at];
			return variable === undefined ? [] : [[variable.name, indices.map((index) => domainOf(variable)[index])]];
		});
		const list = rows.get(found.at) ?? [];
		list.push({ when: Object.fromEntries(conditions), value: checked.value });
		rows.set(found.at, list);
	}

	function updates(): readonly TableUpdate[] {
		return [...rows]
			.sort(([a], [b]) => a - b)
			.map(([at, list]) => {
				const name = variables[at]?.name ?? '';
				return mergeRows(variables, name, list, (state, left, right) => {
					const facts = [...state].flatMap(([asked, index]) => factOf(variables[asked], [index]));
					report(blocksDisagree({ where: [...where, 'rows'], facts }, name, { by: 'a row', value: left }, { by: 'a row', value: right }));
				});
			});
	}

	return { when, each, set, updates, problems: () => [...problems.values()] };
}

/** One table of all rows of a variable. Rows of one value may overlap; where others do, `onConflict` is told. */
function mergeRows(
	variables: readonly Variable[],
	writes: string,
	rows: readonly Row[],
	onConflict: (state: ReadonlyMap<number, number>, left: Value, right: Value) => void,
): TableUpdate {
	const diagrams = createDiagramBuilder(diagramSizes(variables));
	const terminals = createTerminals();
	const byValue = new Map<number, Row[]>();
	for (const row of rows) {
		const group = byValue.get(terminals.of(row.value)) ?? [];
		group.push(row);
		byValue.set(terminals.of(row.value), group);
	}
	let all: Diagram = KEEP;
	for (const group of byValue.values()) {
		const one = tableDiagram(diagrams, variables, [{ reads: [], writes, rows: group }], terminals);
		all = diagrams.union(all, one, (state, left, right) => onConflict(state, terminals.value(left), terminals.value(right)));
	}
	return diagramTable(diagrams, all, variables, writes, terminals);
}

/** What a condition says, where it leaves one value. */
function factOf(variable: Variable | undefined, indices: readonly number[]): readonly Fact[] {
	const [index] = indices;
	if (variable === undefined || index === undefined || indices.length > 1) return [];
	return [{ variable, choices: 1, is: { value: domainOf(variable)[index] } }];
}
