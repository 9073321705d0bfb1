import type { Select, Selector } from '../graph/node.js';
import { isSOp } from '../graph/node.js';
import type { Predicate } from '../graph/predicate.js';
import { topologicalOrder } from '../graph/topological-order.js';
import type { GraphValue } from '../graph/value.js';
import { bothCubes, type Cubes, cubesOfRelation, eitherCubes, oppositeCubes } from './cubes.js';
import { decidedByRounding, nudged, type Rounding } from './rounding.js';
import { FAILED, sideOf } from './side.js';
import type { Work } from './work.js';

/** What a comparison is given. */
type Compared = GraphValue | typeof FAILED;

/** The cubes of selectors; the same selector is worked out once. */
export function createSelectorCubes(work: Work): (selector: Selector) => Cubes {
	const known = new Map<Selector, Cubes>();
	const causal = work.causal ? causalCubes(work) : undefined;
	const of = (selector: Selector): Cubes => known.get(selector) ?? [];
	return (selector) => {
		for (const node of topologicalOrder([selector], (each) => isSOp(each) || known.has(each))) {
			if (isSOp(node)) continue;
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
	const keyRounding = work.rounded.get(keys);
	const queryRounding = work.rounded.get(queries);
	let at = 0;
	for (const asked of query.values)
		for (const offered of key.values) {
			const selects = accepts(predicate, offered, asked);
			cells[at++] = selects ? 1 : 0;
			const others = [
				...variants(offered, keyRounding, asked).map((other) => accepts(predicate, other, asked)),
				...variants(asked, queryRounding, offered).map((other) => accepts(predicate, offered, other)),
			];
			if (others.includes(!selects)) throw decidedByRounding();
		}
	return cubesOfRelation({ query: query.base, key: key.base, queries: query.values.length, keys: key.values.length, cells });
}

function variants(value: Compared, rounding: Rounding | undefined, beside: Compared): readonly GraphValue[] {
	return value === FAILED || beside === FAILED ? [] : nudged(value, rounding, [beside]);
}

function accepts({ test }: Predicate, key: Compared, query: Compared): boolean {
	if (key === FAILED || query === FAILED) return false;
	try {
		return test(key, query);
	} catch {
		return false;
	}
}

function causalCubes({ position }: Work): Cubes {
	const size = position.domain().length;
	const cells = new Uint8Array(size * size).map((_, at) => (at % size <= Math.floor(at / size) ? 1 : 0));
	return cubesOfRelation({ query: position, key: position, queries: size, keys: size, cells });
}
