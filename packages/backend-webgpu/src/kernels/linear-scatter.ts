import type { ActivationName } from '@alta-ts/tensor';
import { defineKernel, type Kernel } from './kernel.js';
import { activationOf, haltedReads } from './snippets.js';

/**
 * out [rows, m] = activation(x [rows, n] · weight [n, m] + bias [m]) with the weight in compressed rows, for adapters in software: a row costs its
 * inputs that are not zero.
 *
 * Workgroups: 16 invocations, few enough that small batches keep all cores busy, a row of x each: it begins its row of out with the bias, then adds, input by input, the entries that an active
 * input reaches. `entries` are (column, bits of the value).
 * With `halted`, rows of sequences whose flag is not zero are left out.
 *
 * Numbers: the bias, then the products in ascending order of inputs; each may be rounded, or fused with its addition. It is for f32 alone, since
 * its partial sums are in out.
 */
export function linearScatter(bias: boolean, activation: ActivationName, halted: boolean): Kernel {
	return defineKernel({
		name: `linear-scatter${bias ? ' bias' : ''}${halted ? ' halted' : ''} ${activation}`,
		file: 'linear-scatter.ts',
		workgroup: 16,
		params: { rows: 'u32', n: 'u32', m: 'u32' },
		reads: { x: 'f32', starts: 'u32', entries: 'vec2u', ...(bias ? { bias: 'f32' as const } : {}), ...haltedReads(halted) },
		writes: { out: 'f32' },
		functions: activationOf(activation),
		body: `
for (var row = index; row < step.rows; row += stride) {
${halted ? '	if (flags[spans[row].x] != 0u) { continue; }' : ''}
	let to = row * step.m;
	for (var column = 0u; column < step.m; column++) { out[to + column] = ${bias ? 'bias[column]' : '0.0'}; }
	let of_row = row * step.n;
	for (var input = 0u; input < step.n; input++) {
		let factor = x[of_row + input];
		if (factor == 0.0) { continue; }
		let end = starts[input + 1u];
		for (var at = starts[input]; at < end; at++) {
			let entry = entries[at];
			out[to + entry.x] += factor * bitcast<f32>(entry.y);
		}
	}
${activation === 'none' ? '' : '	for (var column = 0u; column < step.m; column++) { out[to + column] = activate(out[to + column]); }'}
}
`,
	});
}
