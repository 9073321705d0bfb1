import type { ActivationName } from '@alta-ts/tensor';
import { defineKernel, type Kernel } from './kernel.js';
import { activationOf, haltedReads } from './snippets.js';

/**
 * out [rows, m] = activation(x [rows, n] · weight [n, m] + bias [m]) with the weight in compressed columns, for real GPUs.
 *
 * Workgroups: 64 invocations, an entry of out each, neighbours beside each other in a row. `order` lists the columns by how many entries they
 * have, so that neighbours take equally long. `entries` are (input, bits of the value), those of column c from `starts[c]`.
 * With `halted`, rows of sequences whose flag is not zero are left out.
 *
 * Numbers: the bias, then the products in ascending order of inputs; each may be rounded, or fused with its addition.
 */
export function linearGather(bias: boolean, activation: ActivationName, halted: boolean): Kernel {
	return defineKernel({
		name: `linear-gather${bias ? ' bias' : ''}${halted ? ' halted' : ''} ${activation}`,
		file: 'linear-gather.ts',
		workgroup: 64,
		params: { rows: 'u32', n: 'u32', m: 'u32' },
		reads: {
			x: 'float',
			order: 'u32',
			starts: 'u32',
			entries: 'vec2u',
			...(bias ? { bias: 'float' as const } : {}),
			...haltedReads(halted),
		},
		writes: { out: 'float' },
		functions: activationOf(activation),
		body: `
let total = step.rows * step.m;
for (var at = index; at < total; at += stride) {
	let row = at / step.m;
${halted ? '	if (flags[spans[row].x] != 0u) { continue; }' : ''}
	let column = order[at % step.m];
	var sum = ${bias ? 'f32(bias[column])' : '0.0'};
	let of_row = row * step.n;
	let end = starts[column + 1u];
	for (var each = starts[column]; each < end; each++) {
		let entry = entries[each];
		sum += f32(x[of_row + entry.x]) * bitcast<f32>(entry.y);
	}
	out[row * step.m + column] = float(activate(sum));
}
`,
	});
}
