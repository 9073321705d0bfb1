import { analyseCost, layerOfEach } from '../graph/cost.js';
import { type Aggregate, type Elementwise, isSOp, operands, type Selector, type SelectorWidth, type SOp } from '../graph/node.js';
import { TRUE } from '../graph/predicate.js';
import { topologicalOrder } from '../graph/topological-order.js';

/** A head of the flow: a selector in a layer, the s-ops it compares, and what is fetched with it. */
export interface FlowHead {
	readonly layer: number;
	readonly selector: Selector;
	readonly keys: readonly SOp[];
	readonly queries: readonly SOp[];
	readonly outputs: readonly (Aggregate | SelectorWidth)[];
}

/** What is computed position by position at the end of a layer, or, in layer 0, by the embedding. */
export interface FlowElementwise {
	readonly layer: number;
	readonly node: SOp;
}

/** How an s-op comes about, layer by layer. */
export interface Flow {
	readonly layers: number;
	readonly heads: readonly FlowHead[];
	/** Those worth showing: what has a name, is used twice, or is read by a head. The s-op itself is always among these or the heads. */
	readonly elementwise: readonly FlowElementwise[];
}

/**
 * How an s-op comes about, as it is written: every selector that was written is a head of its own.
 *
 * @param isNamed whether a node has a name in the source.
 */
export function flowOf(root: SOp, isNamed: (node: SOp) => boolean): Flow {
	const cost = analyseCost(root).asWritten;
	const layers = layerOfEach([root]);
	const uses = usesIn(root);
	const isMinor = (node: Elementwise): boolean => {
		const [use, second] = uses.get(node) ?? [];
		return !isNamed(node) && use === 'elementwise' && second === undefined;
	};
	const elementwise = topologicalOrder([root])
		.filter(isSOp)
		.filter((node) => (node.op === 'elementwise' && !isMinor(node)) || (node === root && isBase(node)))
		.map((node) => ({ layer: layers.get(node) ?? 0, node }));
	const heads = cost.heads.map((head) => ({ ...head, ...comparedBy(head.selector) }));
	return { layers: cost.layers, heads, elementwise };
}

/** What a selector compares: the keys and queries of all it is made of, once each. A selector that compares nothing has none. */
function comparedBy(selector: Selector): { readonly keys: readonly SOp[]; readonly queries: readonly SOp[] } {
	const keys = new Set<SOp>();
	const queries = new Set<SOp>();
	const open: Selector[] = [selector];
	for (let each = open.pop(); each !== undefined; each = open.pop()) {
		if (each.op === 'select') {
			if (each.predicate === TRUE) continue;
			keys.add(each.keys);
			queries.add(each.queries);
		} else if (each.op === 'not') open.push(each.selector);
		else open.push(each.right, each.left);
	}
	return { keys: [...keys], queries: [...queries] };
}

/** By node, what it is used in: other element-wise s-ops, or anything else. */
function usesIn(root: SOp): ReadonlyMap<SOp, readonly ('elementwise' | 'attention')[]> {
	const uses = new Map<SOp, ('elementwise' | 'attention')[]>();
	for (const node of topologicalOrder([root]))
		for (const operand of operands(node)) {
			if (!isSOp(operand)) continue;
			const known = uses.get(operand) ?? [];
			known.push(isSOp(node) && node.op === 'elementwise' ? 'elementwise' : 'attention');
			uses.set(operand, known);
		}
	return uses;
}

function isBase({ op }: SOp): boolean {
	return op === 'tokens' || op === 'indices';
}
