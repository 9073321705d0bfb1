import { type AttentionHead, type AttentionOp, visibleKeys } from '@alta-ts/tensor';
import { GROUP, HEAD, KINDS } from '../kernels/attention.js';

/** What the kernels of attention have to know of a batch: which pairs of query and key there are, by group. */
export interface AttentionLayout {
	/** The group of each pair. */
	readonly groupOf: Float32Array;
	/** The row of the key of each pair. */
	readonly keyOf: Float32Array;
	/** The offset bias of each pair; none where no head has biases. */
	readonly added: Float32Array;
	readonly groups: Float32Array;
}

/** Heads as kernels take them. */
export function headTable(heads: readonly AttentionHead[]): Float32Array {
	const table = new Float32Array(heads.length * HEAD);
	for (const [index, { scale, kind, null: nullKey }] of heads.entries())
		table.set([scale, KINDS[kind], nullKey === undefined ? 0 : 1, nullKey?.logit ?? 0], index * HEAD);
	return table;
}

/** What each column of the values belongs to: a head or −1, and its entry of the head's null vector. */
export function placeTable(heads: readonly AttentionHead[], columns: number, vector: (ref: string) => Float32Array): Float32Array {
	const table = new Float32Array(2 * columns);
	for (let column = 0; column < columns; column++) table[2 * column] = -1;
	for (const [index, { valueColumns, null: nullKey }] of heads.entries()) {
		const [from, to] = valueColumns;
		const value = nullKey?.value;
		const entries = typeof value === 'object' && 'vector' in value ? vector(value.vector) : undefined;
		for (let column = from; column < to; column++) table.set([index, entries?.[column - from] ?? 0], 2 * column);
	}
	return table;
}

/**
 * Lists the pairs of query and key that see each other; undefined where there are more than `most`. A key that a bias of −∞ hides is not listed.
 *
 * @param biases of each head, by offset
 */
export function layoutOf(
	{ heads }: AttentionOp,
	starts: Int32Array,
	biases: readonly (Float32Array | undefined)[],
	most: number,
): AttentionLayout | undefined {
	const sees = heads.map(({ offsets }) => visibleKeys(offsets));
	const rows = starts.at(-1) ?? 0;
	const groups = new Float32Array(rows * heads.length * GROUP);
	const keys = new Int32Array(rows);
	const isBiased = biases.some((bias) => bias !== undefined);
	const groupOf: number[] = [];
	const keyOf: number[] = [];
	const added: number[] = [];
	let group = 0;
	for (let sequence = 0; sequence + 1 < starts.length; sequence++) {
		const start = starts[sequence] ?? 0;
		const length = (starts[sequence + 1] ?? 0) - start;
		for (let position = 0; position < length; position++) {
			for (const [head, { null: nullKey }] of heads.entries()) {
				const first = keyOf.length;
				const count = sees[head]?.(position, length, keys) ?? 0;
				if (first + count > most) return undefined;
				const bias = biases[head];
				for (const key of keys.subarray(0, count)) {
					const own = bias === undefined ? 0 : (bias[key - position + (bias.length - 1) / 2] ?? 0);
					if (own === Number.NEGATIVE_INFINITY) continue;
					groupOf.push(group);
					keyOf.push(start + key);
					if (isBiased) added.push(own);
				}
				const value = nullKey?.value;
				const instead = typeof value === 'object' && 'position' in value && value.position < length ? start + value.position : -1;
				groups.set([first, keyOf.length - first, instead, head], group * GROUP);
				group++;
			}
		}
	}
	return { groupOf: Float32Array.from(groupOf), keyOf: Float32Array.from(keyOf), added: Float32Array.from(added), groups };
}
