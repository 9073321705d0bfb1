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
	/** What it is made of, or the call that gave it, where that is short; for nodes without a name of their own. */
	readonly description: (node: GraphNode) => string | undefined;
	/** Its first name in the source, or what it is called otherwise; in the library, with the function that it belongs to. */
	readonly title: (node: GraphNode) => string;
	/** Says what a new node is made of, and in which function of the library, if any. */
	readonly describe: (node: GraphNode, label: string, within?: string) => void;
	/** Gives a node a name that stands in the source, or only in the library. */
	readonly name: (node: GraphNode, name: string, isInLibrary?: boolean) => void;
	/** Labels what a function has returned with the call. */
	readonly returned: (node: GraphNode, call: string) => void;
}

/** Labels longer than this say less than the kind of the node. */
const LONGEST = 30;

export function createLabels(): Labels {
	const labels = new WeakMap<GraphNode, string>();
	const first = new WeakMap<GraphNode, string>();
	const named = new WeakSet<GraphNode>();
	const described = new WeakMap<GraphNode, string>();
	const library = new WeakMap<GraphNode, string>();
	const kind = (node: GraphNode): string => (isSOp(node) ? 's-op' : 'sel');
	const fit = (node: GraphNode, label: string): string => (label.length > LONGEST ? kind(node) : label);
	const of = (node: GraphNode): string => labels.get(node) ?? node.name ?? (isSOp(node) ? 's-op' : 'plain select');
	const isTelling = (label: string): boolean => label.length <= LONGEST && !GENERIC.includes(label);
	return {
		of,
		isNamed: (node) => named.has(node),
		firstName: (node) => first.get(node),
		description: (node) => described.get(node),
		title: (node) => {
			const within = library.get(node);
			return first.get(node) ?? (within === undefined ? of(node) : `${of(node)} of ${within}`);
		},
		describe: (node, label, within) => {
			labels.set(node, fit(node, label));
			if (isTelling(label)) described.set(node, label);
			if (within !== undefined) library.set(node, within);
		},
		name: (node, name, isInLibrary = false) => {
			labels.set(node, fit(node, name));
			named.add(node);
			if (!first.has(node) && !isInLibrary) first.set(node, name);
		},
		returned: (node, call) => {
			labels.set(node, fit(node, call));
			named.add(node);
			if (isTelling(call)) described.set(node, call);
		},
	};
}

/** Labels that say nothing of a node but its kind. */
const GENERIC: readonly string[] = ['s-op', 'plain select'];
