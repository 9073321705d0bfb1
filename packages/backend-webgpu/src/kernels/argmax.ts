import { defineKernel, type Kernel } from './kernel.js';
import { eachSharedRow, LANES, largest, least, reductions, type Together } from './row-reductions.js';

/** Numbers as integers in the same order, NaN below all others, both zeros alike. */
const rankOf = `
fn rank_of(bits: u32) -> u32 {
	let size = bits & 0x7fffffffu;
	if (size > INFINITE) { return 0u; }
	if (size == 0u) { return 0x80000000u; }
	return select(bits | 0x80000000u, ~bits, (bits & 0x80000000u) != 0u);
}
`;

/**
 * The column of the largest entry of each row of x [rows, columns], the first on a tie; NaN never wins.
 *
 * Workgroups: 64 invocations, a row each.
 *
 * Numbers: compared by their bits, so nothing is flushed or rounded.
 */
export const argmaxSerial: Kernel = defineKernel({
	name: 'argmax-serial',
	file: 'argmax.ts',
	workgroup: 64,
	params: { rows: 'u32', columns: 'u32' },
	reads: { x: 'float' },
	writes: { out: 'u32' },
	functions: rankOf,
	body: `
		for (var row = index; row < step.rows; row += stride) {
			var best = 0u;
			var largest = 0u;
			for (var column = 0u; column < step.columns; column++) {
				let rank = rank_of(bits_of(x[row * step.columns + column]));
				if (rank > largest) {
					largest = rank;
					best = column;
				}
			}
			out[row] = best;
		}
	`,
});

/**
 * As `argmax-serial`, for real GPUs: neighbours share a row.
 *
 * Workgroups: as those of `softmaxTogether`. Each invocation finds the first of the largest among its own entries; of those that have the
 * largest of all, the first counts.
 *
 * Numbers: as `argmax-serial`.
 */
export function argmaxTogether(together: Together): Kernel {
	return defineKernel({
		name: `argmax-${together}`,
		file: 'argmax.ts',
		workgroup: LANES[together],
		params: { rows: 'u32', columns: 'u32', width: 'u32' },
		reads: { x: 'float' },
		writes: { out: 'u32' },
		subgroups: together === 'subgroups',
		functions: rankOf + reductions(together, largest('u32'), least),
		body: eachSharedRow(
			together,
			`
	var best = 0u;
	var own_largest = 0u;
	for (var column = part; column < columns; column += step.width) {
		let rank = rank_of(bits_of(x[begin + column]));
		if (rank > own_largest) {
			own_largest = rank;
			best = column;
		}
	}
	let largest = largest_of_row(own_largest, lane);
	let winner = least_of_row(select(0xffffffffu, best, own_largest == largest), lane);
	if (part == 0u && row < step.rows) { out[row] = winner; }
`,
		),
	});
}
