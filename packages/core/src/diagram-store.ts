/** Where a diagram's nodes live: hash-consed, so that equal nodes are one and the same number. */
export interface DiagramStore {
	/** The node that has this level and these children; made if there is none yet. */
	readonly intern: (level: number, children: ArrayLike<number>) => number;
	/** The node's level: a variable's index, or the number of variables for a terminal. */
	readonly levelOf: (node: number) => number;
	/** The child at a domain index. */
	readonly childOf: (node: number, index: number) => number;
	/** How many nodes there are. */
	readonly size: () => number;
}

/**
 * Makes an empty store. Children are kept in one growing typed array and found again through an open-addressed hash table.
 *
 * A terminal is a node with no children of its own level; its single "child" is the terminal's number, so that terminals are
 * interned by the same table.
 */
export function createDiagramStore(): DiagramStore {
	const levels: number[] = [];
	const starts: number[] = [0];
	const hashes: number[] = [];
	let pool = new Int32Array(1024);
	let table = new Int32Array(1024).fill(-1);

	function equals(node: number, level: number, children: ArrayLike<number>): boolean {
		const start = starts[node] ?? 0;
		if (levels[node] !== level || (starts[node + 1] ?? 0) - start !== children.length) return false;
		for (let i = 0; i < children.length; i++) if (pool[start + i] !== children[i]) return false;
		return true;
	}

	function intern(level: number, children: ArrayLike<number>): number {
		const hash = hashOf(level, children);
		let slot = hash & (table.length - 1);
		for (let node = table[slot] ?? -1; node !== -1; node = table[slot] ?? -1) {
			if (hashes[node] === hash && equals(node, level, children)) return node;
			slot = (slot + 1) & (table.length - 1);
		}
		const node = levels.length;
		table[slot] = node;
		append(level, hash, children);
		if (levels.length * 2 > table.length) grow();
		return node;
	}

	function append(level: number, hash: number, children: ArrayLike<number>): void {
		const start = starts[levels.length] ?? 0;
		const end = start + children.length;
		if (end > pool.length) {
			const larger = new Int32Array(Math.max(end, pool.length * 2));
			larger.set(pool);
			pool = larger;
		}
		pool.set(children, start);
		levels.push(level);
		hashes.push(hash);
		starts.push(end);
	}

	function grow(): void {
		table = new Int32Array(table.length * 2).fill(-1);
		for (const [node, hash] of hashes.entries()) {
			let slot = hash & (table.length - 1);
			while (table[slot] !== -1) slot = (slot + 1) & (table.length - 1);
			table[slot] = node;
		}
	}

	return {
		intern,
		levelOf: (node) => levels[node] ?? 0,
		childOf: (node, index) => pool[(starts[node] ?? 0) + index] ?? 0,
		size: () => levels.length,
	};
}

function hashOf(level: number, children: ArrayLike<number>): number {
	let hash = level + 1;
	for (let i = 0; i < children.length; i++) hash = Math.imul(hash ^ (children[i] ?? 0), 0x01000193) ^ (hash >>> 15);
	return Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) >>> 1;
}
