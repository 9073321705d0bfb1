import type { Diagram, TableUpdate, Variable } from '@alta-ts/core';
import { diagramTable, domainIndex, domainOf, KEEP } from '@alta-ts/core';
import { type Domains, decisionOf } from './decision.js';

/**
 * The same tables, without asking for the old value just to leave it alone where it is the new one: there it is written once more.
 *
 * @param others what the tables read besides `target`.
 */
export function fillHoles(
	target: Variable,
	others: readonly Variable[],
	domains: Domains,
	tables: readonly TableUpdate[],
): readonly TableUpdate[] {
	if (target.kind === 'numerical' || !tables.some((table) => table.reads.includes(target.name))) return tables;
	const order = [...others, target];
	const { diagrams, root, terminals } = decisionOf(order, domains, tables);
	const known = new Map<Diagram, Diagram>();

	function visit(node: Diagram): Diagram {
		const level = diagrams.variableOf(node);
		if (level === undefined) return node;
		let result = known.get(node);
		if (result === undefined) {
			const children = domainOf(order[level] ?? target).map((_, index) => diagrams.childOf(node, index));
			result = level === others.length ? (onlyWritten(children) ?? node) : diagrams.choose(level, children.map(visit));
			known.set(node, result);
		}
		return result;
	}

	/** What is written whatever the old value, if the only old value with which nothing happens is that one. */
	function onlyWritten(children: readonly Diagram[]): Diagram | undefined {
		const written = children.find((child, index) => child !== KEEP && domains.isPossible(target, index));
		const terminal = written === undefined ? undefined : diagrams.terminalOf(written);
		if (written === undefined || terminal === undefined) return undefined;
		const own = domainIndex(target, terminals.value(terminal));
		const isSame = (child: Diagram, index: number): boolean =>
			child === written || (child === KEEP && index === own) || !domains.isPossible(target, index);
		return children.every(isSame) ? written : undefined;
	}

	return [diagramTable(diagrams, visit(root), order, target.name, terminals)];
}
