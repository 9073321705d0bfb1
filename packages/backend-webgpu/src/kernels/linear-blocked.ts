import type { ActivationName } from '@alta-ts/tensor';
import { defineKernel, type Kernel } from './kernel.js';
import { activationOf } from './snippets.js';

/** Columns, and rows, that an invocation computes together. */
export const BLOCK = 4;

/**
 * out [rows, m] = activation(x [rows, n] · weight [n, m] + bias [m]), dense, for adapters in software.
 *
 * Workgroups: 64 invocations, which share nothing and never wait for one another. Each computes blocks of 4 rows × 4 columns; neighbours are
 * beside each other in the same rows, so that they read the same x and adjacent weights.
 *
 * Numbers: the bias, then the products in ascending order; each may be rounded, or fused with its addition.
 */
export function linearBlocked(bias: boolean, activation: ActivationName): Kernel {
	const each = (make: (index: number) => string): string => Array.from({ length: BLOCK }, (_, index) => make(index)).join('\n');
	return defineKernel({
		name: `linear-blocked${bias ? ' bias' : ''} ${activation}`,
		file: 'linear-blocked.ts',
		workgroup: 64,
		params: { rows: 'u32', n: 'u32', m: 'u32' },
		reads: { x: 'float', weight: 'float', ...(bias ? { bias: 'float' } : {}) },
		writes: { out: 'float' },
		functions: activationOf(activation),
		body: `
let across = (step.m + ${BLOCK - 1}u) / ${BLOCK}u;
let blocks = across * ((step.rows + ${BLOCK - 1}u) / ${BLOCK}u);
for (var block = index; block < blocks; block += stride) {
	let row = block / across * ${BLOCK}u;
	let column = block % across * ${BLOCK}u;
	let last = step.m - 1u;
	let columns = min(vec4u(column, column + 1u, column + 2u, column + 3u), vec4u(last));
${each((i) => `	let x${i} = min(row + ${i}u, step.rows - 1u) * step.n;`)}
	let begin = ${bias ? 'vec4f(vec4(bias[columns.x], bias[columns.y], bias[columns.z], bias[columns.w]))' : 'vec4f()'};
${each((i) => `	var sum${i} = begin;`)}
	for (var k = 0u; k < step.n; k++) {
		let at = vec4u(k * step.m) + columns;
		let w = vec4f(vec4(weight[at.x], weight[at.y], weight[at.z], weight[at.w]));
${each((i) => `		sum${i} += f32(x[x${i} + k]) * w;`)}
	}
	let wide = step.m - column;
${each(
	(i) => `	if (row + ${i}u < step.rows) {
		let to = (row + ${i}u) * step.m + column;
		out[to] = float(activate(sum${i}.x));
		if (wide > 1u) { out[to + 1u] = float(activate(sum${i}.y)); }
		if (wide > 2u) { out[to + 2u] = float(activate(sum${i}.z)); }
		if (wide > 3u) { out[to + 3u] = float(activate(sum${i}.w)); }
	}`,
)}
}
`,
	});
}
