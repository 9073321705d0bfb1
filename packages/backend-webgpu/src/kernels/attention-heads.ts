import type { AttentionHead } from '@alta-ts/tensor';

/**
 * How kernels find what heads are: 16 words a head, then lists of offsets. Numbers that are floats are there by their bits.
 */
const headWords = 16;

/** Accessors to the table of heads, by the names below. */
export const headFunctions: string = [
	'fn head_word(head: u32, word: u32) -> u32 { return heads[head * 16u + word]; }',
	'fn offset_of(at: u32) -> i32 { return bitcast<i32>(heads[at]); }',
].join('\n');

/** The words of a head. */
export const word = {
	keyFrom: 0,
	keyTo: 1,
	valueFrom: 2,
	valueTo: 3,
	/** 0 softmax, 1 hard, 2 relu, 3 linear. */
	kind: 4,
	scale: 5,
	/** 0: keys from `offsetFrom` to `offsetTo`; 1: keys at listed offsets, from word `offsetFrom` of the table to before word `offsetTo`. */
	offsetsAre: 6,
	offsetFrom: 7,
	offsetTo: 8,
	/** Whether there is an offset bias, and where offset 0 is among the vectors. */
	hasBias: 9,
	biasZero: 10,
	/** 0 none, 1 zero, 2 a vector, 3 the value at a position. */
	nullKind: 11,
	nullLogit: 12,
	/** Where the vector begins among the vectors, or the position. */
	nullAt: 13,
} as const;

/** What the words of heads point to. */
export interface HeadPlaces {
	/** Where offset 0 of a head's bias is among the vectors. */
	readonly bias: number | undefined;
	/** Where the vector of a head's null value begins among the vectors. */
	readonly nullVector: number | undefined;
}

const kinds: Readonly<Record<AttentionHead['kind'], number>> = { softmax: 0, hard: 1, relu: 2, linear: 3 };

/** Offsets beyond this are beyond every sequence. */
const FARTHEST = 2 ** 30;

/** Columns of the values that belong to no head are zero: they make heads that see nothing. */
export function gapHeads(heads: readonly AttentionHead[], columns: number): readonly AttentionHead[] {
	const ranges = heads.map(({ valueColumns }) => valueColumns).filter(([from, to]) => to > from);
	const sorted = [...ranges, [columns, columns] as const].sort(([a], [b]) => a - b);
	let at = 0;
	return sorted.flatMap(([from, to]): readonly AttentionHead[] => {
		const gap: AttentionHead = {
			name: `columns from ${at}`,
			keyColumns: [0, 0],
			valueColumns: [at, from],
			kind: 'hard',
			scale: 0,
			offsets: [],
		};
		const empty = at >= from;
		at = Math.max(at, to);
		return empty ? [] : [gap];
	});
}

/** The table of heads. */
export function headTable(heads: readonly AttentionHead[], places: readonly HeadPlaces[]): Uint32Array<ArrayBuffer> {
	const lists = heads.map(({ offsets }) => (offsets !== undefined && 'length' in offsets ? ascending(offsets) : []));
	const total = lists.reduce((sum, list) => sum + list.length, heads.length * headWords);
	const table = new Uint32Array(Math.max(total, 1));
	const integers = new Int32Array(table.buffer);
	const floats = new Float32Array(table.buffer);
	let end = heads.length * headWords;
	heads.forEach((head, index) => {
		const { bias, nullVector } = places[index] ?? { bias: undefined, nullVector: undefined };
		const at = index * headWords;
		const list = lists[index] ?? [];
		table[at + word.keyFrom] = head.keyColumns[0];
		table[at + word.keyTo] = head.keyColumns[1];
		table[at + word.valueFrom] = head.valueColumns[0];
		table[at + word.valueTo] = head.valueColumns[1];
		table[at + word.kind] = kinds[head.kind];
		floats[at + word.scale] = head.scale;
		const { offsets } = head;
		const listed = offsets !== undefined && 'length' in offsets;
		table[at + word.offsetsAre] = listed ? 1 : 0;
		integers[at + word.offsetFrom] = listed ? end : clampOffset(offsets?.from ?? -FARTHEST);
		integers[at + word.offsetTo] = listed ? end + list.length : clampOffset(offsets?.to ?? FARTHEST);
		table[at + word.hasBias] = bias === undefined ? 0 : 1;
		table[at + word.biasZero] = bias ?? 0;
		const value = head.null?.value;
		table[at + word.nullKind] = value === undefined ? 0 : value === 'zero' ? 1 : 'vector' in value ? 2 : 3;
		floats[at + word.nullLogit] = head.null?.logit ?? 0;
		table[at + word.nullAt] = nullVector ?? (typeof value === 'object' && 'position' in value ? Math.min(value.position, FARTHEST) : 0);
		integers.set(list, end);
		end += list.length;
	});
	return table;
}

function ascending(offsets: readonly number[]): readonly number[] {
	return [...new Set(offsets.map(clampOffset))].sort((a, b) => a - b);
}

function clampOffset(offset: number): number {
	return Math.min(FARTHEST, Math.max(-FARTHEST, offset));
}
