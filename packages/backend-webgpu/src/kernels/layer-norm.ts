import { defineKernel, type Kernel } from './kernel.js';
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
