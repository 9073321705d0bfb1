import type { GraphNode } from '../graph/node.js';
import { isSOp } from '../graph/node.js';

/** What nodes are called where they are shown, since nodes themselves never change. */
export interface Labels {
	/** The label of a node: the last name it was given, or what it is made of. */
	readonly of: (node: GraphNode) => string;
	/** Whether it was given a name in the source, or returned by a function. */
	readonly isNamed: (node: GraphNode) => boolean;
	/** The first name it was given in the source. */
	readonly firstName: (node: GraphNode) => string | undefined;
	/** Says what a new node is made of. */
	readonly describe: (node: GraphNode, label: string) => void;
	/** Gives a node a name that stands in the source. */
	readonly name: (node: GraphNode, name: string) => void;
	/** Labels what a function has returned with the call. */
	readonly returned: (node: GraphNode, call: string) => void;
}

/** Labels longer than this say less than the kind of the node. */
const LONGEST = 30;

export function createLabels(): Labels {
	const labels = new WeakMap<GraphNode, string>();
	const first = new WeakMap<GraphNode, string>();
	const named = new WeakSet<GraphNode>();
	const kind = (node: GraphNode): string => (isSOp(node) ? 's-op' : 'sel');
	const fit = (node: GraphNode, label: string): string => (label.length > LONGEST ? kind(node) : label);
	return {
		of: (node) => labels.get(node) ?? node.name ?? (isSOp(node) ? 's-op' : 'plain select'),
		isNamed: (node) => named.has(node),
		firstName: (node) => first.get(node),
		describe: (node, label) => labels.set(node, fit(node, label)),
		name: (node, name) => {
			labels.set(node, fit(node, name));
			named.add(node);
			if (!first.has(node)) first.set(node, name);
		},
		returned: (node, call) => {
			labels.set(node, fit(node, call));
			named.add(node);
		},
	};
}
