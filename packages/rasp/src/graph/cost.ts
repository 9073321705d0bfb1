import { mergeIdentical } from './merge-identical.js';
import { type Aggregate, type GraphNode, isSOp, type Selector, type SelectorWidth, type SOp } from './node.js';
import { topologicalOrder } from './topological-order.js';

/** One attention head: a selector, the layer it works in (from 1), and what is fetched or counted with it. */
export interface HeadCost {
	readonly layer: number;
	readonly selector: Selector;
	readonly outputs: readonly (Aggregate | SelectorWidth)[];
}

/** Layers and heads of a Transformer for an s-op, by the rule of the RASP paper: everything happens as early as it can. */
export interface LayerCost {
	readonly layers: number;
	/** The heads of layer 1, of layer 2, and so on. */
	readonly headsPerLayer: readonly number[];
	/** The largest number of heads in a layer; 0 where there is no layer. */
	readonly maxHeads: number;
	/** By layer, in the order of the graph. */
	readonly heads: readonly HeadCost[];
}

/** What an s-op costs: as it is written, where every selector that was written is a head, and with equal selectors taken as one. */
export interface Cost {
	readonly asWritten: LayerCost;
	readonly merged: LayerCost;
}

/** Counts layers and heads of an s-op (Weiss, Goldberg and Yahav 2021, section 3). */
export function analyseCost(node: SOp): Cost {
	const merged = mergeIdentical([node]).get(node);
	return { asWritten: layerCost(node), merged: layerCost(merged ?? node) };
}

/** The layer after which each node of some graphs is known: 0 for what needs no attention. A selector's is the layer that it is used in. */
export function layerOfEach(roots: readonly GraphNode[]): ReadonlyMap<GraphNode, number> {
	const layers = new Map<GraphNode, number>();
	const of = (node: GraphNode): number => layers.get(node) ?? 0;
	for (const node of topologicalOrder(roots)) layers.set(node, layerOf(node, of));
	return layers;
}

function layerOf(node: GraphNode, of: (node: GraphNode) => number): number {
	switch (node.op) {
		case 'elementwise':
			return node.inputs.reduce((most, each) => Math.max(most, of(each)), 0);
		case 'aggregate':
			return Math.max(1 + of(node.value), of(node.selector));
		case 'selectorWidth':
		case 'not':
			return of(node.selector);
		case 'select':
			return 1 + Math.max(of(node.keys), of(node.queries));
		case 'and':
		case 'or':
			return Math.max(of(node.left), of(node.right));
		default:
			return 0;
	}
}

function layerCost(root: GraphNode): LayerCost {
	const layers = layerOfEach([root]);
	const byLayer: Map<Selector, (Aggregate | SelectorWidth)[]>[] = Array.from({ length: layers.get(root) ?? 0 }, () => new Map());
	for (const node of topologicalOrder([root])) {
		if (!isSOp(node) || (node.op !== 'aggregate' && node.op !== 'selectorWidth')) continue;
		const heads = byLayer[(layers.get(node) ?? 0) - 1];
		const outputs = heads?.get(node.selector) ?? [];
		outputs.push(node);
		heads?.set(node.selector, outputs);
	}
	const headsPerLayer = byLayer.map((each) => each.size);
	const heads = byLayer.flatMap((each, at) => [...each].map(([selector, outputs]) => ({ layer: at + 1, selector, outputs })));
	return { layers: byLayer.length, headsPerLayer, maxHeads: Math.max(0, ...headsPerLayer), heads };
}
