import type { Selector, SOp } from '../graph/node.js';
import { type Predicate, TRUE } from '../graph/predicate.js';
import type { GraphValue, Scalar } from '../graph/value.js';
import { requireNode, requirePredicate, requireSelector, requireSOp } from './check-arguments.js';
import type { Held, Sequence } from './sequence.js';

/** Predicates by the function they call, so that a select written twice with one function is one node. */
const predicates = new WeakMap<object, Predicate>();

/**
 * For each position as query, the positions as keys that a predicate accepts. The named predicates read "key op query".
 *
 * @example
 * ```ts
 * import { EQ, evaluateGraph, select, selectorWidth, tokens } from '@alta-ts/rasp';
 * evaluateGraph(selectorWidth(select(tokens(), tokens(), EQ)), ['a', 'b', 'a']) // => [2, 1, 2]
 * ```
 */
export function select<K extends Sequence<GraphValue>, Q extends Sequence<GraphValue>>(
	keys: K,
	queries: Q,
	predicate: Predicate | ((key: Held<K>, query: Held<Q>) => boolean),
): Selector;
// Keys and queries hold what their types say, so a predicate is only called with values it takes.
export function select(keys: SOp, queries: SOp, predicate: Predicate | Predicate['test']): Selector {
	requireSOp(keys, { of: 'select', as: 'keys' });
	requireSOp(queries, { of: 'select', as: 'queries' });
	requirePredicate(predicate, { of: 'select', as: 'predicate' });
	return { op: 'select', keys, queries, predicate: typeof predicate === 'function' ? predicateOf(predicate) : predicate };
}

/** Selects what both selectors do. */
export function selectorAnd(left: Selector, right: Selector): Selector {
	return pair('selectorAnd', 'and', left, right);
}

/** Selects what one of two selectors does, or both. */
export function selectorOr(left: Selector, right: Selector): Selector {
	return pair('selectorOr', 'or', left, right);
}

/** Selects what a selector does not. */
export function selectorNot(selector: Selector): Selector {
	requireSelector(selector, { of: 'selectorNot', as: 'selector' });
	return { op: 'not', selector };
}

/** How many positions are selected, at each position. */
export function selectorWidth(selector: Selector): Sequence<number> {
	requireSelector(selector, { of: 'selectorWidth', as: 'selector' });
	return { op: 'selectorWidth', selector };
}

/**
 * At each position the value of the position that is selected, the mean of several if they are numbers or truth values, and the
 * default, by default undefined, where none is.
 *
 * @example
 * ```ts
 * import { aggregate, evaluateGraph, indices, select, tokens } from '@alta-ts/rasp';
 * evaluateGraph(aggregate(select(indices, indices, (key, query) => key === query - 1), tokens()), ['a', 'b']) // => [undefined, 'a']
 * ```
 */
export function aggregate<T extends GraphValue, const D extends Scalar | undefined = undefined>(
	selector: Selector,
	values: Sequence<T>,
	otherwise?: D,
): Sequence<(T extends boolean ? boolean | number : T) | D> {
	requireSelector(selector, { of: 'aggregate', as: 'selector' });
	requireSOp(values, { of: 'aggregate', as: 'values' });
	return { op: 'aggregate', selector, value: values, otherwise, averaging: 'selected' };
}

/** The number of tokens of the input, at every position. Costs an attention head. */
export function length(): Sequence<number> {
	return named('length', selectorWidth(everything));
}

const anywhere: SOp = { op: 'constant', value: true };
const everything: Selector = { op: 'select', keys: anywhere, queries: anywhere, predicate: TRUE };

/** The same node under a name, which messages and drawings show. The node given is left as it is. */
export function named<N extends SOp | Selector>(name: string, node: N): N {
	requireNode(node, { of: 'named', as: 'node' });
	return { ...node, name };
}

function pair(of: string, op: 'and' | 'or', left: Selector, right: Selector): Selector {
	requireSelector(left, { of, as: 'left' });
	requireSelector(right, { of, as: 'right' });
	return { op, left, right };
}

function predicateOf(f: Predicate['test']): Predicate {
	const known = predicates.get(f);
	if (known !== undefined) return known;
	const predicate: Predicate = { name: f.name || 'predicate', test: (key, query) => Boolean(f(key, query)) };
	predicates.set(f, predicate);
	return predicate;
}
