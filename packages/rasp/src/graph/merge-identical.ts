import { type GraphNode, isSOp, type Selector, type SOp } from './node.js';
import { topologicalOrder } from './topological-order.js';
import { graphValueKey } from './value.js';

/**
 * Graphs in which equal nodes are one: the same operation (or predicate) on the same operands. The first of them lends its name and
 * span. Gives the new node for each old one.
 */
export function mergeIdentical(roots: readonly GraphNode[]): ReadonlyMap<GraphNode, GraphNode> {
	const ids = new Map<object, number>();
	const idOf = (thing: object): number => {
		const known = ids.get(thing) ?? ids.size;
		ids.set(thing, known);
		return known;
	};
	const merged = new Map<GraphNode, GraphNode>();
	const byKey = new Map<string, GraphNode>();
	const sOp = (node: SOp): SOp => asSOp(merged.get(node) ?? node);
	const selector = (node: Selector): Selector => asSelector(merged.get(node) ?? node);
	for (const node of topologicalOrder(roots)) {
		const rebuilt = rebuild(node, sOp, selector);
		const key = keyOf(rebuilt, idOf);
		const known = byKey.get(key) ?? rebuilt;
		byKey.set(key, known);
		merged.set(node, known);
	}
	return merged;
}

function rebuild(node: GraphNode, sOp: (node: SOp) => SOp, selector: (node: Selector) => Selector): GraphNode {
	switch (node.op) {
		case 'elementwise':
			return { ...node, inputs: node.inputs.map(sOp) };
		case 'aggregate':
			return { ...node, selector: selector(node.selector), value: sOp(node.value) };
		case 'selectorWidth':
		case 'not':
			return { ...node, selector: selector(node.selector) };
		case 'select':
			return { ...node, keys: sOp(node.keys), queries: sOp(node.queries) };
		case 'and':
		case 'or':
			return { ...node, left: selector(node.left), right: selector(node.right) };
		default:
			return node;
	}
}

function keyOf(node: GraphNode, idOf: (thing: object) => number): string {
	switch (node.op) {
		case 'tokens':
		case 'indices':
			return `${node.op} ${node.form}`;
		case 'constant':
			return `constant ${graphValueKey(node.value)}`;
		case 'elementwise':
			return `elementwise ${[node.operation, ...node.inputs].map(idOf).join(' ')}`;
		case 'aggregate':
			return `aggregate ${idOf(node.selector)} ${idOf(node.value)} ${node.averaging} ${graphValueKey(node.otherwise)}`;
		case 'selectorWidth':
		case 'not':
			return `${node.op} ${idOf(node.selector)}`;
		case 'select':
			return `select ${idOf(node.keys)} ${idOf(node.queries)} ${idOf(node.predicate)}`;
		default:
			return `${node.op} ${idOf(node.left)} ${idOf(node.right)}`;
	}
}

function asSOp(node: GraphNode): SOp {
	if (isSOp(node)) return node;
	throw new Error('internal: an s-op became a selector');
}

function asSelector(node: GraphNode): Selector {
	if (!isSOp(node)) return node;
	throw new Error('internal: a selector became an s-op');
}
