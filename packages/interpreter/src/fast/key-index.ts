import type { EncodedVariable } from './encoded-variable.js';
import type { Memory } from './memory.js';

/** The positions of a memory, ascending, grouped by the code that one variable has there. */
export interface KeyIndex {
	readonly key: EncodedVariable;
	/** Where the group of a code begins in `positions`; it ends where the next one begins. */
	readonly starts: Int32Array;
	positions: Int32Array;
	/** Whether the variable may have changed since the index was made. */
	isStale: boolean;
}

/** The indexes of an interpreter: one a variable, shared by all heads that look keys up by it. */
export interface KeyIndexes {
	readonly by: (key: EncodedVariable) => KeyIndex;
	/** To be called when a new input has been loaded. */
	readonly expireAll: () => void;
	/** To be called when a layer has run: whatever is ever written may have changed. */
	readonly expireChanging: () => void;
}

/** Makes a collection of indexes, at first empty. */
export function createKeyIndexes(): KeyIndexes {
	const indexes: KeyIndex[] = [];
	const changing: KeyIndex[] = [];
	function by(key: EncodedVariable): KeyIndex {
		const known = indexes.find((index) => index.key === key);
		if (known !== undefined) return known;
		const index = { key, starts: new Int32Array(key.missing + 2), positions: new Int32Array(0), isStale: true };
		indexes.push(index);
		if (!key.fixed) changing.push(index);
		return index;
	}
	return { by, expireAll: () => expire(indexes), expireChanging: () => expire(changing) };
}

function expire(indexes: readonly KeyIndex[]): void {
	for (const index of indexes) index.isStale = true;
}

/** Brings an index up to date, by counting how often each code occurs. */
export function refresh(index: KeyIndex, memory: Memory): void {
	const { key, starts } = index;
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
	index.isStale = false;
}
