import type { Diagram, DiagramBuilder, Row, TableUpdate, Variable } from '@alta-ts/core';
import { createDiagramBuilder, createTerminals, diagramSizes, domainIndex, KEEP, tableDiagram } from '@alta-ts/core';
import type { Declared } from '../declared-variables.js';

/** The rows of a table that was made from others which hold only where rows of those hold that never fire. */
export function idleRows(
	declared: Declared,
	from: readonly TableUpdate[],
	table: TableUpdate,
	neverFires: ReadonlySet<Row>,
): readonly Row[] {
	const own = declared([...from.flatMap((each) => each.reads), ...table.reads]);
	const diagrams = createDiagramBuilder(diagramSizes(own));
	const firing = from.map((each) => ({ ...each, rows: each.rows.filter((row) => !neverFires.has(row)) }));
	const fires = tableDiagram(diagrams, own, firing, createTerminals());
	return table.rows.filter((row) => !meets(diagrams, own, fires, row));
}

/** Whether a diagram writes something in a state in which a row fires. */
function meets(diagrams: DiagramBuilder, variables: readonly Variable[], diagram: Diagram, { when }: Row): boolean {
	const asks = variables.map((variable) => when[variable.name]?.map((value) => domainIndex(variable, value)));
	const known = new Map<Diagram, boolean>();
	function visit(node: Diagram): boolean {
		const at = diagrams.variableOf(node);
		if (at === undefined) return node !== KEEP;
		const seen = known.get(node);
		if (seen !== undefined) return seen;
		const indices = asks[at] ?? Array.from({ length: diagrams.sizes[at] ?? 0 }, (_, index) => index);
		const found = indices.some((index) => visit(diagrams.childOf(node, index)));
		known.set(node, found);
		return found;
	}
	return visit(diagram);
}
