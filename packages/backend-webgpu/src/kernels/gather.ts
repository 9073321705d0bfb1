import { defineKernel, type Kernel } from './kernel.js';

/**
 * out [rows, columns] = table [entries, columns] at indices [rows], dense.
 *
 * Workgroups: 64 invocations, an entry of out each, neighbours beside each other in a row. With `aligned`, columns are a multiple of 4, and
 * each has four entries: param `columns` counts fours.
 *
 * Numbers: copied. Indices were checked before; one outside of the table reads anything.
 */
export function gatherDense(aligned: boolean): Kernel {
	const element = aligned ? 'vec4<float>' : 'float';
	return defineKernel({
		name: `gather-dense${aligned ? ' aligned' : ''}`,
		file: 'gather.ts',
		workgroup: 64,
		params: { rows: 'u32', columns: 'u32' },
		reads: { table: element, indices: 'u32' },
		writes: { out: element },
		body: `
			let total = step.rows * step.columns;
			for (var at = index; at < total; at += stride) {
				let row = at / step.columns;
				out[at] = table[indices[row] * step.columns + at - row * step.columns];
			}
		`,
	});
}

/**
 * out [rows, columns] = table at indices [rows], the table in compressed rows; `entries` are (column, bits of the value).
 *
 * Workgroups: 64 invocations, a row of out each.
 *
 * Numbers: copied.
 */
export const gatherSparse: Kernel = defineKernel({
	name: 'gather-sparse',
	file: 'gather.ts',
	workgroup: 64,
	params: { rows: 'u32', columns: 'u32' },
	reads: { starts: 'u32', entries: 'vec2u', indices: 'u32' },
	writes: { out: 'float' },
	body: `
		for (var row = index; row < step.rows; row += stride) {
			let to = row * step.columns;
			for (var column = 0u; column < step.columns; column++) { out[to + column] = float(); }
			let entry = indices[row];
			let end = starts[entry + 1u];
			for (var at = starts[entry]; at < end; at++) { out[to + entries[at].x] = float_of(entries[at].y); }
		}
	`,
});

/**
 * Notes the first of indices [rows] that is outside of a table, for indices that only the device knows: `fault`, which all such steps of a plan
 * share, becomes (number, row, index), once.
 *
 * Workgroups: one, of 256 invocations, each looking at every 256th index up to the first of its own that is outside. They share the least row,
 * by its complement, since shared memory begins at 0.
 */
export const checkIndices: Kernel = defineKernel({
	name: 'check-indices',
	file: 'gather.ts',
	workgroup: 256,
	params: { rows: 'u32', entries: 'u32', number: 'u32' },
	reads: { indices: 'u32' },
	writes: { fault: 'u32' },
	functions: 'var<workgroup> found: atomic<u32>;',
	body: `
		for (var row = lane; row < step.rows; row += 256u) {
			if (indices[row] >= step.entries) {
				atomicMax(&found, ~row);
				break;
			}
		}
		workgroupBarrier();
		let first = atomicLoad(&found);
		if (lane == 0u && first != 0u && fault[0] == 0u) {
			fault[0] = step.number;
			fault[1] = ~first;
			fault[2] = indices[~first];
		}
	`,
});
