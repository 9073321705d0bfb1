import type { EncodedVariable } from './encoded-variable.js';
import type { Memory } from './memory.js';

/** The positions of a memory, ascending, grouped by the code that one variable has there. */
export interface KeyIndex {
	readonly key: EncodedVariable;
	/** Where the group of a code begins in `positions`; it ends where the next one begins. */
	readonly starts: Int32Array;
	positions: Int32Array;
	/** How often the variable had been written when the index was made. */
	madeAt: number;
}

/** The indexes of an interpreter: one a variable, shared by all heads that look keys up by it. */
export interface KeyIndexes {
	readonly by: (key: EncodedVariable) => KeyIndex;
}

/** Makes a collection of indexes, at first empty. */
export function createKeyIndexes(): KeyIndexes {
	const indexes: KeyIndex[] = [];
	function by(key: EncodedVariable): KeyIndex {
		const known = indexes.find((index) => index.key === key);
		if (known !== undefined) return known;
		const index = { key, starts: new Int32Array(key.missing + 2), positions: new Int32Array(0), madeAt: -1 };
		indexes.push(index);
		return index;
	}
	return { by };
}

/** Brings an index up to date, by counting how often each code occurs. */
export function refresh(index: KeyIndex, memory: Memory): void {
	const { key, starts } = index;
	const writes = memory.writes[key.index] ?? 0;
	if (index.madeAt === writes) return;
	index.madeAt = writes;
	if (index.positions.length < memory.capacity) index.positions = new Int32Array(memory.capacity);
	const { positions } = index;
	const start = memory.starts[key.index] ?? 0;
	const step = memory.steps[key.index] ?? 0;
	starts.fill(0);
	for (let position = 0; position < memory.length; position++) {
		const code = memory.codes[start + position * step] ?? 0;
		starts[code] = (starts[code] ?? 0) + 1;
	}
	for (let code = 1; code < starts.length; code++) starts[code] = (starts[code] ?? 0) + (starts[code - 1] ?? 0);
	// Each entry is now the end of its group; filling the groups from the back moves it to the beginning.
	for (let position = memory.length - 1; position >= 0; position--) {
		const code = memory.codes[start + position * step] ?? 0;
		const place = (starts[code] ?? 0) - 1;
		starts[code] = place;
		positions[place] = position;
	}
}
