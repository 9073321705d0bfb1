import { defineKernel, type Kernel } from './kernel.js';
import { isHidden, weightOf } from './snippets.js';

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
	functions: weightOf + isHidden,
	body: `
		for (var row = index; row < step.rows; row += stride) {
			let begin = row * step.columns;
			let end = begin + step.columns;
			var largest = -3.4e38;
			for (var at = begin; at < end; at++) {
				if (!is_hidden(x[at])) { largest = max(largest, f32(x[at])); }
			}
			var total = 0.0;
			for (var at = begin; at < end; at++) {
				let weight = select(weight_of(f32(x[at]) - largest), 0.0, is_hidden(x[at]));
				out[at] = float(weight);
				total += weight;
			}
			if (total == 0.0 || total == 1.0) { continue; }
			for (var at = begin; at < end; at++) { out[at] = float(f32(out[at]) / total); }
		}
	`,
});
