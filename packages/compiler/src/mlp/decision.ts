import type { Diagram, DiagramBuilder, TableUpdate, Terminals, Variable } from '@alta-ts/core';
import { createDiagramBuilder, createTerminals, diagramSizes, domainOf, tableDiagram } from '@alta-ts/core';
import { valueCodes } from './value-codes.js';

/** The tables that write one variable, as a diagram whose levels are in an order that suits rules. */
export interface Decision {
	/** What the levels of the diagram ask, in order: few values first, so that what many values lead to comes last, where sums decide it. */
	readonly variables: readonly Variable[];
	readonly diagrams: DiagramBuilder;
	readonly root: Diagram;
	readonly terminals: Terminals;
	/** The codes of a categorical variable's values at a level; undefined for other kinds. */
	readonly codesAt: (level: number) => readonly number[] | undefined;
	/** Whether the variable at a level may be undefined. */
	readonly nullableAt: (level: number) => boolean;
}

/**
 * The decision of all tables that write `target`.
 *
 * @param askTarget whether the old value of the target is asked too, last of all.
 */
export function decisionOf(
	variables: readonly Variable[],
	nullable: ReadonlySet<string>,
	target: string,
	tables: readonly TableUpdate[],
	askTarget: boolean,
): Decision {
	const asked = variables
		.filter(({ name }) => name !== target && tables.some((table) => table.reads.includes(name)))
		.toSorted((a, b) => domainOf(a).length - domainOf(b).length);
	const own = variables.filter(({ name }) => name === target && (askTarget || tables.some((table) => table.reads.includes(name))));
	const ordered = askTarget ? [...asked, ...own] : [...asked, ...own].toSorted((a, b) => domainOf(a).length - domainOf(b).length);
	const diagrams = createDiagramBuilder(diagramSizes(ordered));
	const terminals = createTerminals();
	const codes = ordered.map((variable) => (variable.kind === 'categorical' ? valueCodes(variable.values) : undefined));
	return {
		variables: ordered,
		diagrams,
		root: tableDiagram(diagrams, ordered, tables, terminals),
		terminals,
		codesAt: (level) => codes[level],
		nullableAt: (level) => nullable.has(ordered[level]?.name ?? ''),
	};
}
