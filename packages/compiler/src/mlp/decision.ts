import type { Diagram, DiagramBuilder, TableUpdate, Terminals, Variable } from '@alta-ts/core';
import { createDiagramBuilder, createTerminals, diagramSizes, domainOf, tableDiagram } from '@alta-ts/core';
import { ignoreImpossible } from '../impossible.js';
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

/** The decision of all tables that write a variable, which asks `order` from top to bottom. */
export function decisionOf(order: readonly Variable[], nullable: ReadonlySet<string>, tables: readonly TableUpdate[]): Decision {
	const diagrams = createDiagramBuilder(diagramSizes(order));
	const terminals = createTerminals();
	const codes = order.map((variable) => (variable.kind === 'categorical' ? valueCodes(variable.values) : undefined));
	const isPossible = (variable: Variable, index: number): boolean => index < domainOf(variable).length - 1 || nullable.has(variable.name);
	return {
		variables: order,
		diagrams,
		root: ignoreImpossible(diagrams, order, isPossible, tableDiagram(diagrams, order, tables, terminals)),
		terminals,
		codesAt: (level) => codes[level],
		nullableAt: (level) => nullable.has(order[level]?.name ?? ''),
	};
}
