import type { ActivationName } from '@alta-ts/tensor';
import { defineKernel, type Kernel } from './kernel.js';
import { each } from './repeated.js';
import { activationOf } from './snippets.js';

/** Rows, and columns, that a quad computes together. */
export const QUAD_BLOCK = 16;

/**
 * out [rows, m] = activation(x [rows, n] · weight [n, m] + bias [m]), dense, n and m multiples of 4, for adapters in software with subgroups.
 *
 * Workgroups: one quad, which computes blocks of 16 rows × 16 columns, each invocation 4 columns of them. Of four inputs of a row each
 * invocation reads one and hands it to the others by quad operations, so that a read serves four: on a processor that plays a GPU reads cost
 * far more than arithmetic.
 *
 * Numbers: the bias, then sums of four products each, in ascending order; each may be rounded, or fused with its addition.
 */
export function linearQuads(bias: boolean, activation: ActivationName): Kernel {
	const rows = (make: (row: number) => string): string => each(QUAD_BLOCK, make);
	return defineKernel({
		name: `linear-quads${bias ? ' bias' : ''} ${activation}`,
		file: 'linear-quads.ts',
		workgroup: 4,
		subgroups: 'quad',
		params: { rows: 'u32', n: 'u32', m: 'u32' },
		reads: { x: 'float', weight: 'vec4<float>', ...(bias ? { bias: 'vec4<float>' } : {}) },
		writes: { out: 'vec4<float>' },
		functions: activationOf(activation),
		body: `
let fours = step.m / 4u;
let across = (step.m + ${QUAD_BLOCK - 1}u) / ${QUAD_BLOCK}u;
let blocks = across * ((step.rows + ${QUAD_BLOCK - 1}u) / ${QUAD_BLOCK}u);
for (var block = group; block < blocks; block += groups) {
	let row = block / across * ${QUAD_BLOCK}u;
	let own = block % across * 4u + lane;
	let four = min(own, fours - 1u);
${rows((r) => `	let x${r} = min(row + ${r}u, step.rows - 1u) * step.n + lane;`)}
	var sum: array<vec4f, ${QUAD_BLOCK}>;
	let begin = ${bias ? 'vec4f(bias[four])' : 'vec4f()'};
${rows((r) => `	sum[${r}] = begin;`)}
	for (var k = 0u; k < step.n; k += 4u) {
		let at = k * fours + four;
${each(4, (k) => `		let w${k} = vec4f(weight[at + ${k}u * fours]);`)}
${rows(
	(r) => `		{
			let part = f32(x[x${r} + k]);
			sum[${r}] += quadBroadcast(part, 0u) * w0 + quadBroadcast(part, 1u) * w1 + quadBroadcast(part, 2u) * w2 + quadBroadcast(part, 3u) * w3;
		}`,
)}
	}
	if (own < fours) {
		for (var r = 0u; r < min(${QUAD_BLOCK}u, step.rows - row); r++) {
			let s = sum[r];
			out[(row + r) * fours + own] = vec4<float>(vec4f(activate(s.x), activate(s.y), activate(s.z), activate(s.w)));
		}
	}
}
`,
	});
}
