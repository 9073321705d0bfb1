import type { Atom, Match, OffsetSet } from '@alta-ts/core';
import type { Base, Column, Fn } from './base.js';
import type { Cube } from './cubes.js';
import { suffixed } from './label.js';
import { Refusal } from './refusal.js';
import type { Relation } from './relation.js';
import type { Work } from './work.js';

/** Stands for undefined where a predicate accepts it. */
const NOTHING = '(nothing)';

/** The conditions of a head that selects a cube, and the first layer that it can be in. */
export function matchesOf(work: Work, cube: Cube): { readonly where: readonly Match[]; readonly layer: number } {
	const bases = cube.flatMap(({ query, key }) => [query, key]).filter((base) => base !== undefined);
	const layer = bases.reduce((latest, base) => Math.max(latest, base.ready), 0) + 1;
	return { where: cube.map((relation) => matchOf(work, relation)), layer };
}

function matchOf(work: Work, relation: Relation): Match {
	const offsets = relation.query === work.position && relation.key === work.position ? offsetsOf(relation) : undefined;
	if (offsets !== undefined) return { offsets };
	const query = sideOf(work, relation, 'query');
	const key = sideOf(work, relation, 'key');
	if (isEquality(relation, query, key)) return { query: query.column.name, key: key.column.name, test: 'equal' };
	const table = new Map<Atom, readonly Atom[]>();
	for (const [q, asked] of query.atoms.entries()) {
		if (asked === undefined) continue;
		const keys = new Set<Atom>();
		for (const [k, offered] of key.atoms.entries()) if (offered !== undefined && cellAt(relation, q, k) === 1) keys.add(offered);
		const known = table.get(asked);
		const list = [...keys];
		if (known !== undefined && (known.length !== list.length || known.some((atom) => !keys.has(atom)))) throw differ();
		if (known === undefined && list.length > 0) table.set(asked, list);
	}
	return { query: query.column.name, key: key.column.name, test: [...table].map(([asked, keys]) => ({ query: asked, keys })) };
}

/** A variable to match by, with an atom for each place in the relation. */
interface Side {
	readonly column: Column;
	readonly atoms: readonly (Atom | undefined)[];
}

function sideOf(work: Work, relation: Relation, which: 'query' | 'key'): Side {
	const { plan } = work;
	const base = relation[which];
	if (base === undefined) return { column: plan.constant(true, 'categorical', { text: 'always' }), atoms: [true] };
	const domain = base.domain();
	const hole = domain.indexOf(undefined);
	if (hole >= 0 && selectsAt(relation, which, hole)) return withUndefined(work, base);
	const column = plan.hold(matchedOnly(work, relation, which, base), 'categorical', base.label);
	return { column, atoms: domain.map((value) => column.encoding.atomOf(value)) };
}

/** How many values a variable holds that never match. */
const MOST_IDLE = 64;

/** A base as it is compared. Where many of its values never match, they are undefined, so that no table has to tell them apart. */
function matchedOnly({ functions, bases }: Work, relation: Relation, which: 'query' | 'key', base: Base): Fn {
	const idle = base.domain().filter((_, place) => !selectsAt(relation, which, place));
	if (base.written === undefined || idle.length <= MOST_IDLE) return bases.fnOf(base);
	const isIdle = new Set(idle);
	const matched = functions.apply(([value]) => (isIdle.has(value) ? undefined : value), [base.written.diagram()]);
	return { ready: base.ready, diagram: () => matched };
}

/** Undefined never matches in a program. Where a predicate accepts it, a variable holds a symbol in its place. */
function withUndefined({ functions, bases, plan }: Work, base: Base): Side {
	const named = functions.apply(([value]) => (value === undefined ? NOTHING : value), [(base.written ?? bases.fnOf(base)).diagram()]);
	const column = plan.hold(bases.fn(named), 'categorical', suffixed(base.label, 'or nothing'));
	return { column, atoms: base.domain().map((value) => column.encoding.atomOf(value === undefined ? NOTHING : value)) };
}

function selectsAt(relation: Relation, which: 'query' | 'key', place: number): boolean {
	const { queries, keys } = relation;
	return which === 'query'
		? Array.from({ length: keys }, (_, k) => cellAt(relation, place, k)).includes(1)
		: Array.from({ length: queries }, (_, q) => cellAt(relation, q, place)).includes(1);
}

function cellAt({ keys, cells }: Relation, query: number, key: number): number {
	return cells[query * keys + key] ?? 0;
}

function isEquality(relation: Relation, query: Side, key: Side): boolean {
	return query.atoms.every((asked, q) =>
		key.atoms.every((offered, k) => {
			const same = asked !== undefined && asked === offered;
			return same === (cellAt(relation, q, k) === 1);
		}),
	);
}

/** The offsets that a relation of positions selects, if it goes by offsets alone. */
function offsetsOf(relation: Relation): OffsetSet | undefined {
	const size = relation.keys;
	const accepted: number[] = [];
	for (let offset = 1 - size; offset < size; offset++) {
		const first = Math.max(0, -offset);
		const cell = cellAt(relation, first, first + offset);
		for (let q = first; q < size && q + offset < size; q++) if (cellAt(relation, q, q + offset) !== cell) return undefined;
		if (cell === 1) accepted.push(offset);
	}
	const [from = 0, to = 0] = [accepted[0], accepted.at(-1)];
	if (to - from + 1 !== accepted.length || accepted.length === 1) return accepted;
	return { ...(from > 1 - size ? { from } : {}), ...(to < size - 1 ? { to } : {}) };
}

function differ(): Refusal {
	return new Refusal('ALTA0513', {
		what: 'A predicate treats equal numbers of different types differently.',
		why: 'In a program 1, 1.0 and, where it is averaged, True are the same number.',
		fix: 'Compare in a way that does not depend on the type.',
	});
}
