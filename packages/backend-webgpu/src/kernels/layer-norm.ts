import { defineKernel, type Kernel } from './kernel.js';
import { eachSharedRow, LANES, reductions, sum, type Together } from './row-reductions.js';
import { SPAN } from './snippets.js';

/** The reads of a layer normalisation; with `unless`, rows of sequences whose flag is not zero stay as they are. */
function normReads(unless: boolean): Readonly<Record<string, 'float' | 'u32' | 'vec4u'>> {
	return { x: 'float', gain: 'float', bias: 'float', ...(unless ? { spans: SPAN, flags: 'u32' as const } : {}) };
}

/**
 * out = (x − mean) / √(variance + epsilon) · gain + bias for each row of x [rows, columns]; with `unless`, rows of sequences whose flag is not
 * zero are x.
 *
 * Workgroups: 64 invocations, a row each.
 *
 * Numbers: the mean first, then the mean of squared differences, both summed in ascending order.
 */
export function layerNormSerial(unless: boolean): Kernel {
	return defineKernel({
		name: `layer-norm-serial${unless ? ' unless' : ''}`,
		file: 'layer-norm.ts',
		workgroup: 64,
		params: { rows: 'u32', columns: 'u32', epsilon: 'f32' },
		reads: normReads(unless),
		writes: { out: 'float' },
		body: `
for (var row = index; row < step.rows; row += stride) {
	let begin = row * step.columns;
	let end = begin + step.columns;
${
	unless
		? `	if (flags[spans[row].x] != 0u) {
		for (var at = begin; at < end; at++) { out[at] = x[at]; }
		continue;
	}`
		: ''
}
	var sum = 0.0;
	for (var at = begin; at < end; at++) { sum += f32(x[at]); }
	let mean = sum / f32(step.columns);
	var squares = 0.0;
	for (var at = begin; at < end; at++) {
		let far = f32(x[at]) - mean;
		squares += far * far;
	}
	let deviation = sqrt(squares / f32(step.columns) + step.epsilon);
	for (var column = 0u; column < step.columns; column++) {
		out[begin + column] = float((f32(x[begin + column]) - mean) / deviation * f32(gain[column]) + f32(bias[column]));
	}
}
`,
	});
}

/**
 * As `layer-norm-serial`, for real GPUs: neighbours share a row.
 *
 * Workgroups: as those of `softmaxTogether`.
 *
 * Numbers: as `layer-norm-serial`, summed as `softmaxTogether` does it.
 */
export function layerNormTogether(unless: boolean, together: Together): Kernel {
	return defineKernel({
		name: `layer-norm-${together}${unless ? ' unless' : ''}`,
		file: 'layer-norm.ts',
		workgroup: LANES[together],
		params: { rows: 'u32', columns: 'u32', width: 'u32', epsilon: 'f32' },
		reads: normReads(unless),
		writes: { out: 'float' },
		subgroups: together === 'subgroups',
		functions: reductions(together, sum),
		body: eachSharedRow(
			together,
			`
${unless ? '	let left = flags[spans[min(row, step.rows - 1u)].x] != 0u;\n	let summed = select(columns, 0u, left);' : '	let summed = columns;'}
	var own_sum = 0.0;
	for (var column = part; column < summed; column += step.width) { own_sum += f32(x[begin + column]); }
	let mean = sum_of_row(own_sum, lane) / f32(step.columns);
	var own_squares = 0.0;
	for (var column = part; column < summed; column += step.width) {
		let far = f32(x[begin + column]) - mean;
		own_squares += far * far;
	}
	let deviation = sqrt(sum_of_row(own_squares, lane) / f32(step.columns) + step.epsilon);
	for (var column = part; column < columns; column += step.width) {
${
	unless
		? `		if (left) {
			out[begin + column] = x[begin + column];
			continue;
		}`
		: ''
}
		out[begin + column] = float((f32(x[begin + column]) - mean) / deviation * f32(gain[column]) + f32(bias[column]));
	}
`,
		),
	});
}
