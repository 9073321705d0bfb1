import type { Select, Selector } from '../graph/node.js';
import { isSOp } from '../graph/node.js';
import type { Predicate } from '../graph/predicate.js';
import { topologicalOrder } from '../graph/topological-order.js';
import type { GraphValue } from '../graph/value.js';
import type { Base, Fn } from './base.js';
import { bothCubes, type Cubes, cubesOfRelation, eitherCubes, oppositeCubes } from './cubes.js';
import { FAILS } from './functions.js';
import type { Work } from './work.js';

/** What stands for a value where evaluation fails, so that nothing is asked of the selection there. */
const FAILED = Symbol('failed');

/** One side of a comparison: a base, and what the compared s-op is for each of its values. */
interface Side {
	readonly base: Base | undefined;
	readonly values: readonly (GraphValue | typeof FAILED)[];
}

/** The cubes of selectors; the same selector is worked out once. */
export function createSelectorCubes(work: Work): (selector: Selector) => Cubes {
	const known = new Map<Selector, Cubes>();
	const causal = work.causal ? causalCubes(work) : undefined;
	const of = (selector: Selector): Cubes => known.get(selector) ?? [];
	return (selector) => {
		for (const node of topologicalOrder([selector])) {
			if (isSOp(node) || known.has(node)) continue;
			const cubes = cubesOf(work, node, of);
			known.set(node, causal === undefined ? cubes : bothCubes(cubes, causal));
		}
		return of(selector);
	};
}

function cubesOf(work: Work, node: Selector, of: (selector: Selector) => Cubes): Cubes {
	switch (node.op) {
		case 'select':
			return selectCubes(work, node);
		case 'not':
			return oppositeCubes(of(node.selector));
		case 'and':
			return bothCubes(of(node.left), of(node.right));
		case 'or':
			return eitherCubes(of(node.left), of(node.right));
	}
}

function selectCubes(work: Work, { keys, queries, predicate }: Select): Cubes {
	const query = sideOf(work, work.fnOf(queries), work.labelOf(queries));
	const key = sideOf(work, work.fnOf(keys), work.labelOf(keys));
	const cells = new Uint8Array(query.values.length * key.values.length);
	let at = 0;
	for (const asked of query.values) for (const offered of key.values) cells[at++] = accepts(predicate, offered, asked) ? 1 : 0;
	return cubesOfRelation({ query: query.base, key: key.base, queries: query.values.length, keys: key.values.length, cells });
}

function accepts({ test }: Predicate, key: GraphValue | typeof FAILED, query: GraphValue | typeof FAILED): boolean {
	if (key === FAILED || query === FAILED) return false;
	try {
		return test(key, query);
	} catch {
		return false;
	}
}

/** A side is read where it is: in the token or the position it depends on, else in a variable of its own. */
function sideOf({ functions, bases, plan }: Work, fn: Fn, label: string): Side {
	const diagram = fn.diagram();
	const [only, ...more] = bases.support(diagram);
	const valueAt = (leaf: number): GraphValue | typeof FAILED => {
		const terminal = functions.builder.terminalOf(leaf);
		return leaf === FAILS || terminal === undefined ? FAILED : functions.valueOf(terminal);
	};
	if (only === undefined) return { base: undefined, values: [valueAt(diagram)] };
	const isThere = more.length === 0 && (isGiven(only) || (fn.base === only && isSymbol(only)));
	if (isThere) return { base: only, values: only.domain().map((_, place) => valueAt(functions.builder.childOf(diagram, place))) };
	const base = plan.cut({ ready: fn.ready, diagram: fn.diagram, ...(fn.base === undefined ? {} : { base: fn.base }) }, label);
	return { base, values: base.domain() };
}

/** Whether a base is a token or a position. */
function isGiven({ output, written }: Base): boolean {
	return output === undefined && written === undefined;
}

function isSymbol({ output }: Base): boolean {
	return output === undefined || output.kind === 'categorical';
}

function causalCubes({ position }: Work): Cubes {
	const size = position.domain().length;
	const cells = new Uint8Array(size * size).map((_, at) => (at % size <= Math.floor(at / size) ? 1 : 0));
	return cubesOfRelation({ query: position, key: position, queries: size, keys: size, cells });
}
