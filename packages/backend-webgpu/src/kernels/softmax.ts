import { defineKernel, type Kernel } from './kernel.js';
import { eachSharedRow, LANES, largest, reductions, sum, type Together } from './row-reductions.js';
import { isHidden, LOWEST, weightOf } from './snippets.js';

/**
 * Softmax of each row of x [rows, columns]; −∞ gets 0, a row of nothing else zeros.
 *
 * Workgroups: 64 invocations, a row each.
 *
 * Numbers: exp of the difference to the largest entry, exactly 1 for that; sums in ascending order; one division.
 */
export const softmaxSerial: Kernel = defineKernel({
	name: 'softmax-serial',
	file: 'softmax.ts',
	workgroup: 64,
	params: { rows: 'u32', columns: 'u32' },
	reads: { x: 'float' },
	writes: { out: 'float' },
	sums: true,
	functions: weightOf + isHidden,
	body: `
		for (var row = index; row < step.rows; row += stride) {
			let begin = row * step.columns;
			let end = begin + step.columns;
			var largest = ${LOWEST};
			for (var at = begin; at < end; at++) {
				if (!is_hidden(x[at])) { largest = max(largest, f32(x[at])); }
			}
			var total = 0.0;
			for (var at = begin; at < end; at++) {
				let weight = select(weight_of(f32(x[at]) - largest), 0.0, is_hidden(x[at]));
				(*sums)[at] = weight;
				total += weight;
			}
			let divisor = select(total, 1.0, total == 0.0);
			if (divisor == 1.0 && !APART) { continue; }
			for (var at = begin; at < end; at++) { out[at] = float((*sums)[at] / divisor); }
		}
	`,
});

/**
 * Softmax as `softmax-serial`, for real GPUs: neighbours share a row.
 *
 * Workgroups: shared: 256 invocations, as many rows as go into them by `width` invocations each; subgroups: 64 invocations for a row. An
 * invocation looks at every width-th entry, so that neighbours read what is adjacent, three times.
 *
 * Numbers: as `softmax-serial`, but that each invocation sums its own entries in ascending order, and sums are added in pairs (shared) or as
 * subgroups do it, in an order that is always the same.
 */
export function softmaxTogether(together: Together): Kernel {
	return defineKernel({
		name: `softmax-${together}`,
		file: 'softmax.ts',
		workgroup: LANES[together],
		params: { rows: 'u32', columns: 'u32', width: 'u32' },
		reads: { x: 'float' },
		writes: { out: 'float' },
		subgroups: together === 'subgroups',
		functions: `
${weightOf}${isHidden}
fn weight_at(at: u32, largest: f32) -> f32 { return select(weight_of(f32(x[at]) - largest), 0.0, is_hidden(x[at])); }
${reductions(together, largest('f32'), sum)}`,
		body: eachSharedRow(
			together,
			`
	var own_largest = ${LOWEST};
	for (var column = part; column < columns; column += step.width) {
		if (!is_hidden(x[begin + column])) { own_largest = max(own_largest, f32(x[begin + column])); }
	}
	let largest = largest_of_row(own_largest, lane);
	var own_total = 0.0;
	for (var column = part; column < columns; column += step.width) { own_total += weight_at(begin + column, largest); }
	let total = sum_of_row(own_total, lane);
	for (var column = part; column < columns; column += step.width) {
		let weight = weight_at(begin + column, largest);
		out[begin + column] = float(select(weight / total, weight, total <= 1.0));
	}
`,
		),
	});
}
