import type { CategoricalVariable, Diagram, Value } from '@alta-ts/core';
import { domainIndex, domainOf, KEEP } from '@alta-ts/core';
import type { Decision } from './decision.js';

/** What happens to a variable: one value takes the place of another. */
export interface Change {
	readonly from: Value;
	readonly to: Value;
}

/** A decision that also asks for the old value, so that its terminals are changes. */
export interface ChangeDecision {
	readonly decision: Decision;
	readonly root: Diagram;
	/** By terminal. */
	readonly changes: readonly Change[];
}

/**
 * Lets a decision ask for the old value of the variable it writes, which must be the last thing it can ask. Writing the value that is there is
 * no change.
 */
export function askOldValue(decision: Decision, variable: CategoricalVariable): ChangeDecision {
	const { diagrams, terminals } = decision;
	const last = decision.variables.length - 1;
	const values = domainOf(variable);
	const written: number[] = [];
	const known = new Map<Diagram, Diagram>();

	function change(old: number, terminal: Diagram): Diagram {
		const to = diagrams.terminalOf(terminal);
		if (to === undefined || domainIndex(variable, terminals.value(to)) === old) return KEEP;
		const pair = old + values.length * to;
		const index = written.indexOf(pair);
		return diagrams.leaf(index === -1 ? written.push(pair) - 1 : index);
	}

	function visit(node: Diagram): Diagram {
		let result = known.get(node);
		if (result === undefined) {
			result = rebuild(node);
			known.set(node, result);
		}
		return result;
	}

	function rebuild(node: Diagram): Diagram {
		const level = diagrams.variableOf(node) ?? last;
		if (level < last) return diagrams.choose(level, childrenOf(node, level).map(visit));
		const asked = diagrams.variableOf(node) === last;
		const children = values.map((_, old) => change(old, asked ? diagrams.childOf(node, old) : node));
		const possible = new Set(decision.possibleAt(last));
		const substitute = children[decision.possibleAt(last)[0] ?? 0] ?? KEEP;
		return diagrams.choose(
			last,
			children.map((child, old) => (possible.has(old) ? child : substitute)),
		);
	}

	function childrenOf(node: Diagram, level: number): readonly Diagram[] {
		return Array.from({ length: diagrams.sizes[level] ?? 0 }, (_, index) => diagrams.childOf(node, index));
	}

	const root = visit(decision.root);
	return {
		decision,
		root,
		changes: written.map((pair) => ({ from: values[pair % values.length], to: terminals.value(Math.floor(pair / values.length)) })),
	};
}
