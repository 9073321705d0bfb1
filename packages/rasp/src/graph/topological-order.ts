import { type GraphNode, operands } from './node.js';

/**
 * Every node that the given ones are made of, themselves included, once each and after its operands. Takes time linear in the graph.
 * What is done already, and what only that is made of, is left out.
 */
export function topologicalOrder(roots: readonly GraphNode[], isDone: (node: GraphNode) => boolean = () => false): readonly GraphNode[] {
	const order: GraphNode[] = [];
	const seen = new Set<GraphNode>();
	const open: { readonly node: GraphNode; readonly rest: Iterator<GraphNode> }[] = [];
	const visit = (node: GraphNode): void => {
		if (seen.has(node) || isDone(node)) return;
		seen.add(node);
		open.push({ node, rest: operands(node)[Symbol.iterator]() });
	};
	for (const root of roots) {
		visit(root);
		for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
			const next = top.rest.next();
			if (next.done !== true) visit(next.value);
			else {
				order.push(top.node);
				open.pop();
			}
		}
	}
	return order;
}
