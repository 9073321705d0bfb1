import { createRandom, randomInteger } from '@alta-ts/programs';
import type { Kernel } from './kernel.js';
import { randomArray } from './random-array.js';

/** The sizes of a gather: `rows` rows out of a table of `entries`. */
export interface GatherSizes {
	readonly kind: 'gather';
	readonly rows: number;
	readonly entries: number;
	readonly columns: number;
}

/** Rows of a table, by index. */
export function gather({ rows, entries, columns }: GatherSizes): Kernel {
	const table = randomArray([entries, columns], 12);
	const random = createRandom(13);
	const indices = { shape: [rows], data: Int32Array.from({ length: rows }, () => randomInteger(random, 0, entries - 1)) };
	return {
		inputs: { indices },
		constants: { table },
		outShape: [rows, columns],
		plain: () => {
			const out = new Float32Array(rows * columns);
			for (const [row, index] of indices.data.entries())
				out.set(table.data.subarray(index * columns, (index + 1) * columns), row * columns);
			return out;
		},
		steps: [{ op: 'gather', label: 'gather', table: 'table', indices: 'indices', out: 'out' }],
		nodes: [{ op: 'Gather', inputs: ['table', 'indices'] }],
		tfjs: (tf, named) => tf.gather(named('table'), named('indices')),
		jax: ({ numpy }, named) => numpy.take(named('table'), named('indices'), 0),
	};
}
