import type { CategoricalVariable, Diagram, DiagramBuilder, NumericalVariable, TableUpdate, Terminals, Variable } from '@alta-ts/core';
import { createDiagramBuilder, createTerminals, diagramSizes, domainOf, tableDiagram } from '@alta-ts/core';
import { ignoreImpossible } from '../passes/impossible.js';

/** The tables that write one variable, as a diagram whose levels are in an order that suits rules. */
export interface Decision {
	/** What the levels of the diagram ask, in order: few values first, so that what many values lead to comes last, where sums decide it. */
	readonly variables: readonly Variable[];
	readonly diagrams: DiagramBuilder;
	readonly root: Diagram;
	readonly terminals: Terminals;
	/** The codes of a categorical variable's values at a level, the values themselves where they are whole numbers; undefined for other variables. */
	readonly codesAt: (level: number) => readonly number[] | undefined;
	/** The domain indices that the variable at a level can have when it is asked, ascending; others are don't-cares. */
	readonly possibleAt: (level: number) => readonly number[];
}

/** Whether a variable can have the value with a domain index where a table reads it. */
export type IsPossible = (variable: Variable, index: number) => boolean;

/** What is known about the values of variables where tables read them. */
export interface Domains {
	readonly isPossible: IsPossible;
	/** A whole number of at least 1 for each value: the one that stands for it, where the variable is stored as one number. */
	readonly codesOf: (variable: CategoricalVariable) => readonly number[];
	/** The values of a numerical variable, where it always holds one of them exactly and they are whole numbers; undefined otherwise. */
	readonly wholeNumbersOf?: (variable: NumericalVariable) => readonly number[] | undefined;
	/** Told how much work decisions take; it may throw to put an end to it. */
	readonly onStep?: ((children: number) => void) | undefined;
}

/** The decision of all tables that write a variable, which asks `order` from top to bottom. */
export function decisionOf(
	order: readonly Variable[],
	{ isPossible, codesOf, wholeNumbersOf, onStep }: Domains,
	tables: readonly TableUpdate[],
): Decision {
	const missing = tables.flatMap(({ reads }) => reads).find((name) => order.every((variable) => variable.name !== name));
	if (missing !== undefined) throw new Error(`internal: ${missing} is read and not asked`);
	const diagrams = createDiagramBuilder(diagramSizes(order), onStep);
	const terminals = createTerminals();
	const codes = order.map((variable) => {
		if (variable.kind === 'categorical') return codesOf(variable);
		return variable.kind === 'numerical' ? wholeNumbersOf?.(variable) : undefined;
	});
	const possible = order.map((variable) => domainOf(variable).flatMap((_, index) => (isPossible(variable, index) ? [index] : [])));
	return {
		variables: order,
		diagrams,
		root: ignoreImpossible(diagrams, order, isPossible, tableDiagram(diagrams, order, tables, terminals)),
		terminals,
		codesAt: (level) => codes[level],
		possibleAt: (level) => possible[level] ?? [],
	};
}
