import type { Diagram, DiagramBuilder, Variable } from '@alta-ts/core';
import { domainOf, KEEP } from '@alta-ts/core';

/**
 * Lets values that a variable cannot have where a diagram reads it lead where a neighbour leads that it can have, so that reads that only told
 * them apart go away. Undefined goes where the first possible value leads.
 *
 * @param isPossible whether the variable can have the value with a domain index.
 */
export function ignoreImpossible(
	diagrams: DiagramBuilder,
	variables: readonly Variable[],
	isPossible: (variable: Variable, index: number) => boolean,
	diagram: Diagram,
): Diagram {
	const known = new Map<Diagram, Diagram>();
	const substitutes = variables.map((variable) => substitutesOf(domainOf(variable).map((_, index) => isPossible(variable, index))));
	function visit(node: Diagram): Diagram {
		const seen = known.get(node);
		if (seen !== undefined) return seen;
		const at = diagrams.variableOf(node);
		if (at === undefined) return node;
		const children = (substitutes[at] ?? []).map((index) => (index === undefined ? KEEP : visit(diagrams.childOf(node, index))));
		const result = diagrams.choose(at, children);
		known.set(node, result);
		return result;
	}
	return visit(diagram);
}

/** For each domain index the possible one to follow instead; undefined where none is possible. */
function substitutesOf(possible: readonly boolean[]): readonly (number | undefined)[] {
	const first = possible.indexOf(true);
	const substitutes: (number | undefined)[] = [];
	let before = first < 0 ? undefined : first;
	for (const [index, isPossible] of possible.entries()) {
		if (isPossible) before = index;
		substitutes.push(index === possible.length - 1 && !isPossible && first >= 0 ? first : before);
	}
	return substitutes;
}
