import type { ActivationName } from '@alta-ts/tensor';
import { defineKernel, type Kernel } from './kernel.js';
import { activationOf } from './snippets.js';

/** Rows and columns of out that a workgroup computes. */
export const TILE = 128;

/** How many inputs are in shared memory at a time. */
const DEPTH = 8;

/** Rows and columns that an invocation computes: two groups of four each, half a tile apart. */
const OWN = 8;

/**
 * out [rows, m] = activation(x [rows, n] · weight [n, m] + bias [m]), dense, for real GPUs.
 *
 * Workgroups: 256 invocations, a tile of 128 rows × 128 columns, 8 inputs at a time in shared memory (8 KiB), x turned so that reads go along
 * rows. Each invocation keeps 8 × 8 sums in registers: two groups of 4 rows by two of 4 columns, half a tile apart, so that neighbours read
 * adjacent columns. Entries beyond the matrices count as 0.
 *
 * Numbers: the products in ascending order, then the bias; each may be rounded, or fused with its addition.
 */
export function linearTiled(bias: boolean, activation: ActivationName): Kernel {
	const each = (count: number, make: (index: number) => string): string =>
		Array.from({ length: count }, (_, index) => make(index)).join('\n');
	const offset = (index: number): string => (index < 4 ? `${index}u` : `${index - 4 + TILE / 2}u`);
	return defineKernel({
		name: `linear-tiled${bias ? ' bias' : ''} ${activation}`,
		file: 'linear-tiled.ts',
		workgroup: 256,
		params: { rows: 'u32', n: 'u32', m: 'u32' },
		reads: { x: 'float', weight: 'float', ...(bias ? { bias: 'float' } : {}) },
		writes: { out: 'float' },
		functions: `
var<workgroup> tile_x: array<vec4f, ${(DEPTH * TILE) / 4}>;
var<workgroup> tile_w: array<vec4f, ${(DEPTH * TILE) / 4}>;
fn entry_of_x(row: u32, k: u32) -> f32 {
	if (row >= step.rows || k >= step.n) { return 0.0; }
	return f32(x[row * step.n + k]);
}
fn entry_of_weight(k: u32, column: u32) -> f32 {
	if (k >= step.n || column >= step.m) { return 0.0; }
	return f32(weight[k * step.m + column]);
}
fn write(row: u32, column: u32, sum: vec4f) {
	if (row >= step.rows) { return; }
	for (var i = 0u; i < 4u; i++) {
		if (column + i < step.m) { out[row * step.m + column + i] = float(activate(sum[i]${bias ? ' + f32(bias[column + i])' : ''})); }
	}
}
${activationOf(activation)}`,
		body: `
let across = (step.m + ${TILE - 1}u) / ${TILE}u;
let tiles = across * ((step.rows + ${TILE - 1}u) / ${TILE}u);
for (var tile = group; tile < tiles; tile += groups) {
	let first_row = tile / across * ${TILE}u;
	let first_column = tile % across * ${TILE}u;
	let own_row = lane / 16u * 4u;
	let own_column = lane % 16u * 4u;
${each(OWN, (i) => `	var left${i} = vec4f();\n	var right${i} = vec4f();`)}
	for (var k = 0u; k < step.n; k += ${DEPTH}u) {
		{
			let depth = lane / 32u;
			let four = lane % 32u * 4u;
			tile_x[lane] = vec4f(
				entry_of_x(first_row + four, k + depth), entry_of_x(first_row + four + 1u, k + depth),
				entry_of_x(first_row + four + 2u, k + depth), entry_of_x(first_row + four + 3u, k + depth));
			tile_w[lane] = vec4f(
				entry_of_weight(k + depth, first_column + four), entry_of_weight(k + depth, first_column + four + 1u),
				entry_of_weight(k + depth, first_column + four + 2u), entry_of_weight(k + depth, first_column + four + 3u));
		}
		workgroupBarrier();
		for (var depth = 0u; depth < ${DEPTH}u; depth++) {
			let upper = tile_x[(depth * ${TILE}u + own_row) / 4u];
			let lower = tile_x[(depth * ${TILE}u + own_row + ${TILE / 2}u) / 4u];
			let left = tile_w[(depth * ${TILE}u + own_column) / 4u];
			let right = tile_w[(depth * ${TILE}u + own_column + ${TILE / 2}u) / 4u];
${each(OWN, (i) => {
	const from = `${i < 4 ? 'upper' : 'lower'}.${'xyzw'[i % 4]}`;
	return `			left${i} += ${from} * left;\n			right${i} += ${from} * right;`;
})}
		}
		workgroupBarrier();
	}
${each(
	OWN,
	(i) => `	write(first_row + own_row + ${offset(i)}, first_column + own_column, left${i});
	write(first_row + own_row + ${offset(i)}, first_column + own_column + ${TILE / 2}u, right${i});`,
)}
}
`,
	});
}
