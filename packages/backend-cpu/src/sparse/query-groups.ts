import type { SparseHead } from './sparse-head.js';

/** Queries of a sequence that are equal, found by hashing: the first of them stands for all. */
export interface QueryGroups {
	/** Positions that stand for a group, by hash; one more than the position, 0 where there is none. */
	readonly table: Int32Array;
	/** How many columns of a query are active, by position. */
	readonly active: Int32Array;
}

/** Room for the queries of a sequence of at most this length. */
export function makeQueryGroups(longest: number): QueryGroups {
	return { table: new Int32Array(2 ** Math.ceil(Math.log2(2 * longest + 1))), active: new Int32Array(longest) };
}

/**
 * The position of a query that is equal to this one, whose active columns are in the head's room: this one where it is the first of its kind.
 */
export function representative(
	groups: QueryGroups,
	head: SparseHead,
	f32: Float32Array,
	i32: Int32Array,
	start: number,
	position: number,
): number {
	const { table, active } = groups;
	const { query, keyStride, room } = head;
	const row = query + (start + position) * keyStride;
	let hash = 0;
	for (let each = 0; each < room.active; each++) {
		const column = room.columns[each] ?? 0;
		hash = Math.imul(hash ^ column, 0x9e3779b1) ^ (i32[row + column] ?? 0);
		hash ^= hash >>> 15;
	}
	active[position] = room.active;
	const mask = table.length - 1;
	for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
		const found = (table[slot] ?? 0) - 1;
		if (found === -1) {
			table[slot] = position + 1;
			return position;
		}
		if (active[found] === room.active && sameQuery(head, f32, query + (start + found) * keyStride, row)) return found;
	}
}

/** Whether two queries with equally many active columns, one of which is in the head's room, are equal. */
function sameQuery({ room }: SparseHead, f32: Float32Array, a: number, b: number): boolean {
	for (let each = 0; each < room.active; each++) {
		const column = room.columns[each] ?? 0;
		if (f32[a + column] !== f32[b + column]) return false;
	}
	return true;
}
