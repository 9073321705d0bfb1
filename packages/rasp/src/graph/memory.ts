import { checked, type EvaluateOptions, type Evaluation, sequence, square } from './evaluate.js';
import { type GraphNode, isSOp, type Selector, type SOp } from './node.js';
import { causalMatrix, type SelectorMatrix } from './selector-matrix.js';
import { topologicalOrder } from './topological-order.js';
import type { GraphValue } from './value.js';

/**
 * What nodes are on one input, for graphs that grow: a node is evaluated when it is asked for, and what was evaluated before is kept.
 *
 * @throws RaspError from the functions of the result, where a node has no value on the input.
 */
export function createMemory(input: readonly GraphValue[], options: EvaluateOptions = {}): Evaluation {
	const sequences = new Map<SOp, readonly GraphValue[]>();
	const matrices = new Map<Selector, SelectorMatrix>();
	const isDone = (node: GraphNode): boolean => (isSOp(node) ? sequences.has(node) : matrices.has(node));
	const memory: Evaluation = {
		values: (node) => sequences.get(node) ?? known(node, sequences),
		matrix: (node) => matrices.get(node) ?? known(node, matrices),
	};
	function known<N extends GraphNode, V>(node: N, results: ReadonlyMap<N, V>): V {
		for (const each of topologicalOrder([node], isDone)) evaluate(each);
		const result = results.get(node);
		if (result === undefined) throw new Error('internal: a node was not evaluated');
		return result;
	}
	function evaluate(node: GraphNode): void {
		if (isSOp(node)) {
			const values = sequence(node, input, memory);
			checked(node, values, options);
			sequences.set(node, values);
		} else {
			const matrix = square(node, memory);
			matrices.set(node, options.causal === true ? causalMatrix(matrix) : matrix);
		}
	}
	return memory;
}
