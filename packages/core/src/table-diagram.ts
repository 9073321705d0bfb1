import { type ConstrainedRow, constrainRows } from './constrained-rows.js';
import { type Diagram, type DiagramBuilder, KEEP } from './diagram.js';
import { domainOf, valueKey } from './domain.js';
import type { Row, TableUpdate, Value, Variable } from './program.js';

/** Numbers the values that tables write, so that diagrams can have them as terminals. */
export interface Terminals {
	/** The number of a value; equal values share one. */
	readonly of: (value: Value) => number;
	/** The value behind a number. */
	readonly value: (terminal: number) => Value;
}

/** Makes an empty numbering of written values. */
export function createTerminals(): Terminals {
	const values: Value[] = [];
	const simple = new Map<Value, number>();
	const sets = new Map<string, number>();
	function numbered<K>(numbers: Map<K, number>, key: K, value: Value): number {
		const known = numbers.get(key);
		if (known !== undefined) return known;
		numbers.set(key, values.length);
		return values.push(value) - 1;
	}
	function of(value: Value): number {
		return typeof value === 'object' ? numbered(sets, valueKey(value), value) : numbered(simple, value, value);
	}
	return { of, value: (terminal) => values[terminal] };
}

/**
 * The diagram of all tables that write one variable. Its levels are `variables` in their order, so `diagrams` must have been made
 * with the sizes of their domains (see `diagramSizes`).
 *
 * The rows are taken to be disjoint, which `findRowConflicts` checks; where two fire all the same, the earlier one counts.
 */
export function tableDiagram(
	diagrams: DiagramBuilder,
	variables: readonly Variable[],
	updates: readonly TableUpdate[],
	terminals: Terminals,
): Diagram {
	const known = new Map<string, Diagram>();

	/** The diagram of rows whose constraints above `level` are met. */
	function build(met: readonly ConstrainedRow[], level: number): Diagram {
		const certain = met.findIndex((row) => nextConstrained([row], level) === undefined);
		const rows = certain < 0 ? met : met.slice(0, certain + 1);
		const [first] = rows;
		if (first === undefined) return KEEP;
		const variable = nextConstrained(rows, level);
		if (variable === undefined) return diagrams.leaf(terminals.of(first.value));
		const key = `${variable}:${rows.map((row) => `${row.update}.${row.row}`).join()}`;
		let result = known.get(key);
		if (result === undefined) {
			result = split(rows, variable);
			known.set(key, result);
		}
		return result;
	}

	function split(rows: readonly ConstrainedRow[], variable: number): Diagram {
		const size = diagrams.sizes[variable] ?? 0;
		const choosing: Set<number>[] = Array.from({ length: size }, () => new Set());
		for (const [at, row] of rows.entries()) for (const index of row.when.get(variable) ?? []) choosing[index]?.add(at);
		const parts = new Map<string, Diagram>();
		const children = choosing.map((chosen) => {
			const key = [...chosen].join();
			const part = parts.get(key) ?? build(withOpen(rows, variable, chosen), variable + 1);
			parts.set(key, part);
			return part;
		});
		return diagrams.choose(variable, children);
	}

	return build(constrainRows(variables, updates), 0);
}

function withOpen(rows: readonly ConstrainedRow[], variable: number, chosen: ReadonlySet<number>): readonly ConstrainedRow[] {
	return rows.filter((row, at) => chosen.has(at) || !row.when.has(variable));
}

function nextConstrained(rows: readonly ConstrainedRow[], level: number): number | undefined {
	let next: number | undefined;
	for (const row of rows) {
		for (const variable of row.when.keys()) {
			if (variable < level) continue;
			if (next === undefined || variable < next) next = variable;
			break;
		}
	}
	return next;
}

/** The number of domain indices of each variable, `undefined` included: what a diagram builder over them is made with. */
export function diagramSizes(variables: readonly Variable[]): readonly number[] {
	return variables.map((variable) => domainOf(variable).length);
}

/** The table of a diagram over `variables`: its disjoint paths as rows, and as reads the variables it depends on. */
export function diagramTable(
	diagrams: DiagramBuilder,
	diagram: Diagram,
	variables: readonly Variable[],
	writes: string,
	terminals: Terminals,
): TableUpdate {
	const domains = variables.map(domainOf);
	const nameOf = (at: number): string => variables[at]?.name ?? '';
	const rows: Row[] = [];
	/** Rows that go through the same edge of the diagram share a list of values. */
	const lists = new Map<readonly number[], readonly Value[]>();
	const valuesOf = (at: number, indices: readonly number[]): readonly Value[] => {
		const values = lists.get(indices) ?? indices.map((index) => domains[at]?.[index]);
		lists.set(indices, values);
		return values;
	};
	for (const { when, terminal } of diagrams.rows(diagram)) {
		const constraints = [...when].map(([at, indices]): [string, readonly Value[]] => [nameOf(at), valuesOf(at, indices)]);
		rows.push({ when: Object.fromEntries(constraints), value: terminals.value(terminal) });
	}
	return { reads: diagrams.support(diagram).map(nameOf), writes, rows };
}
