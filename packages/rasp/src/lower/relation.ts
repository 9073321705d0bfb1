import type { Base } from './base.js';

/** Which pairs of a query's and a key's value of two bases are selected. A base that is absent does not matter. */
export interface Relation {
	readonly query: Base | undefined;
	readonly key: Base | undefined;
	/** The numbers of values of both; 1 for a base that is absent. */
	readonly queries: number;
	readonly keys: number;
	/** `cells[query * keys + key]`, by index in the domain of the base. */
	readonly cells: Uint8Array;
}

/** The two bases of a relation, as a text to find others of the same two by. */
export function pairOf({ query, key }: Pick<Relation, 'query' | 'key'>): string {
	return `${query?.id ?? '-'}:${key?.id ?? '-'}`;
}

/** The same selection without a base that does not matter. */
export function collapse(relation: Relation): Relation {
	const { queries, keys, cells } = relation;
	const rowsAgree = cells.every((cell, at) => cell === cells[at % keys]);
	const columnsAgree = cells.every((cell, at) => cell === cells[Math.floor(at / keys) * keys]);
	const noQuery: Relation = rowsAgree ? { ...relation, query: undefined, queries: 1, cells: cells.slice(0, keys) } : relation;
	if (!columnsAgree) return noQuery;
	const firsts = noQuery.cells.filter((_, at) => at % keys === 0);
	return { ...noQuery, key: undefined, keys: 1, cells: firsts, queries: rowsAgree ? 1 : queries };
}

/** The opposite selection. */
export function complement(relation: Relation): Relation {
	return { ...relation, cells: relation.cells.map((cell) => 1 - cell) };
}

/** Whether nothing is selected. */
export function isEmpty({ cells }: Relation): boolean {
	return !cells.includes(1);
}

/** Whether everything is selected. */
export function isFull({ cells }: Relation): boolean {
	return !cells.includes(0);
}

/** Both selections at once, or either of them, where the bases of one are among those of the other; undefined where they are not. */
export function combine(op: 'and' | 'or', left: Relation, right: Relation): Relation | undefined {
	const query = left.query ?? right.query;
	const key = left.key ?? right.key;
	if ((right.query ?? query) !== query || (right.key ?? key) !== key) return undefined;
	const isWhole = (each: Relation): boolean => each.query === query && each.key === key;
	if (!isWhole(left) && !isWhole(right)) return undefined;
	const queries = Math.max(left.queries, right.queries);
	const keys = Math.max(left.keys, right.keys);
	const cell = (each: Relation, q: number, k: number): number =>
		each.cells[(each.query === undefined ? 0 : q) * each.keys + (each.key === undefined ? 0 : k)] ?? 0;
	const cells = new Uint8Array(queries * keys);
	for (let q = 0; q < queries; q++) {
		for (let k = 0; k < keys; k++) {
			const [a, b] = [cell(left, q, k), cell(right, q, k)];
			cells[q * keys + k] = op === 'and' ? a & b : a | b;
		}
	}
	return { query, key, queries, keys, cells };
}
