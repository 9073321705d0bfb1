import type { GraphNode } from '../graph/node.js';
import type { Scalar } from '../graph/value.js';

/** For what inputs a graph is lowered, and how. */
export interface LowerOptions {
	/** The name of the program. */
	readonly name: string;
	/** Every token that an input may have. The program's tokens are their texts: `1`, `2.5`, `true`. */
	readonly vocabulary: readonly Scalar[];
	/** The longest input, in tokens. */
	readonly maxLength: number;
	/** Whether positions see only themselves and what is before them. */
	readonly causal?: boolean;
	/** The names of nodes, where the nodes themselves have none: what a session calls them. */
	readonly nameOf?: (node: GraphNode) => string | undefined;
	/** What nodes without a name are called: what a session says they are made of. */
	readonly descriptionOf?: (node: GraphNode) => string | undefined;
}
