import { defineKernel, type Kernel, type KernelParts } from './kernel.js';
import { anyActivation } from './snippets.js';

/** Rows and columns of out that a workgroup computes. */
export type Tile = 64 | 128;

/** Invocations of a workgroup. */
const LANES = 256;

/** How many of them fetch x; the others fetch the weight. */
const FETCHING = LANES / 2;

/** Rows, or columns, that are beside each other in what an invocation computes; in a larger tile it computes several such fours. */
const FOUR = 4;

/**
 * out [rows, m] = activation(x [rows, n] · weight [n, m] + bias [m]), dense, for real GPUs. `aligned` is for n and m that are multiples of 4: then
 * numbers are read and written four at a time.
 *
 * Workgroups: 256 invocations, a tile of 128 rows × 128 columns, 16 inputs at a time in shared memory (16 KiB), or of 64 × 64, 32 inputs at a
 * time (16 KiB). x is turned, so that shared memory is read along rows. Each invocation keeps 8 × 8 (4 × 4) sums in registers, fours of rows by
 * fours of columns, half a tile apart; 32 neighbours are 4 down by 8 across, so that they read few different numbers. While they compute, they
 * already fetch the next inputs into registers: half of them 16 numbers of x, half 16 of the weight. Rows and columns beyond the matrices are
 * those at the edge, and are not written; inputs beyond count as 0.
 *
 * Reads for a multiplication with addition, in numbers: from memory 1/64 (1/32), from shared memory 1/4 (1/2).
 *
 * Numbers: the products in ascending order, then the bias; each may be rounded, or fused with its addition.
 */
export function linearTiled(tile: Tile, aligned: boolean, bias: boolean): Kernel {
	const depth = (LANES * 8) / tile;
	// Fours of a line of each tile in shared memory, and of inputs.
	const line = tile / FOUR;
	const deep = depth / FOUR;
	const halves = tile === 128 ? [0, 1] : [0];
	const fours = halves.flatMap((down) =>
		Array.from({ length: FOUR }, (_, row) => row).flatMap((row) => halves.map((right) => ({ down, row, right }))),
	);
	const lines = (make: (index: number) => string): string => Array.from({ length: FOUR }, (_, index) => make(index)).join('\n');

	/** Fetches what the invocation brings for the inputs from `k` on. */
	const fetch = (k: string, margin: string): string =>
		`
if (lane < ${FETCHING}u) {
${lines((i) => `	fetched${i} = four_of_x(first_row + x_row + ${i}u, ${k} + x_k);`)}
} else {
${lines((i) => `	fetched${i} = four_of_weight(${k} + w_k + ${i * (depth / FOUR)}u, first_column + w_column);`)}
}`
			.trim()
			.replaceAll(/^/gm, margin);

	return defineKernel({
		name: `linear-tiled ${tile}${aligned ? ' aligned' : ''}${bias ? ' bias' : ''}`,
		file: 'linear-tiled.ts',
		workgroup: LANES,
		params: { rows: 'u32', n: 'u32', m: 'u32', activation: 'u32' },
		...tensors(aligned, bias),
		functions: `
var<workgroup> tile_x: array<vec4f, ${depth * line}>;
var<workgroup> tile_w: array<vec4f, ${depth * line}>;
${access(aligned, bias)}
${anyActivation()}`,
		body: `
let across = (step.m + ${tile - 1}u) / ${tile}u;
let tiles = across * ((step.rows + ${tile - 1}u) / ${tile}u);
let own_row = (lane / 8u % 4u + lane / 64u * 4u) * 4u;
let own_column = (lane % 8u + lane / 32u % 2u * 8u) * 4u;
let x_row = (lane % 8u + lane / ${8 * deep}u * 8u) * 4u;
let x_k = lane / 8u % ${deep}u * 4u;
let w_k = (lane - ${FETCHING}u) / ${line}u;
let w_column = lane % ${line}u * 4u;
for (var tile = group; tile < tiles; tile += groups) {
	let first_row = tile / across * ${tile}u;
	let first_column = tile % across * ${tile}u;
${fours.map(({ down, row, right }) => `	var sum${down}${row}${right} = vec4f();`).join('\n')}
${lines((i) => `	var fetched${i} = vec4f();`)}
${fetch('0u', '\t')}
	for (var k = 0u; k < step.n; k += ${depth}u) {
		workgroupBarrier();
		if (lane < ${FETCHING}u) {
			let to = x_k * ${line}u + x_row / 4u;
${lines((i) => `			tile_x[to + ${i * line}u] = vec4f(${['0', '1', '2', '3'].map((from) => `fetched${from}.${'xyzw'[i]}`).join(', ')});`)}
		} else {
			let to = lane - ${FETCHING}u;
${lines((i) => `			tile_w[to + ${i * FETCHING}u] = fetched${i};`)}
		}
		workgroupBarrier();
		if (k + ${depth}u < step.n) {
${fetch(`k + ${depth}u`, '\t\t\t')}
		}
		for (var depth = 0u; depth < ${depth}u; depth++) {
${halves.map((half) => `			let x${half} = tile_x[depth * ${line}u + own_row / 4u + ${(half * line) / 2}u];`).join('\n')}
${halves.map((half) => `			let w${half} = tile_w[depth * ${line}u + own_column / 4u + ${(half * line) / 2}u];`).join('\n')}
${fours.map(({ down, row, right }) => `			sum${down}${row}${right} += x${down}.${'xyzw'[row]} * w${right};`).join('\n')}
		}
	}
	for (var four = 0u; four < ${fours.length}u; four++) {
		var sum: vec4f;
		switch (four) {
${fours.map(({ down, row, right }, number) => `			case ${number}u${number === 0 ? ', default' : ''}: { sum = sum${down}${row}${right}; }`).join('\n')}
		}
		let down = four / ${fours.length / halves.length}u * ${tile / 2}u + four / ${halves.length}u % 4u;
		write(first_row + own_row + down, first_column + own_column + four % ${halves.length}u * ${tile / 2}u, sum);
	}
}
`,
	});
}

function tensors(aligned: boolean, bias: boolean): Pick<KernelParts, 'reads' | 'writes'> {
	const element = aligned ? 'vec4<float>' : 'float';
	return { reads: { x: element, weight: element, ...(bias ? { bias: element } : {}) }, writes: { out: element } };
}

/** Reads and writes of four numbers in a row. */
function access(aligned: boolean, bias: boolean): string {
	const four = (make: (i: string) => string): string => ['0u', '1u', '2u', '3u'].map(make).join(', ');
	if (aligned) {
		return `
fn four_of_x(row: u32, k: u32) -> vec4f {
	return select(vec4f(), vec4f(x[(min(row, step.rows - 1u) * step.n + k) / 4u]), k < step.n);
}
fn four_of_weight(k: u32, column: u32) -> vec4f {
	return select(vec4f(), vec4f(weight[(k * step.m + min(column, step.m - 4u)) / 4u]), k < step.n);
}
fn write(row: u32, column: u32, sum: vec4f) {
	if (row >= step.rows || column >= step.m) { return; }
	let all = sum${bias ? ' + vec4f(bias[column / 4u])' : ''};
	out[(row * step.m + column) / 4u] = vec4<float>(vec4f(activate(all.x), activate(all.y), activate(all.z), activate(all.w)));
}`.trim();
	}
	return `
fn entry_of_x(row: u32, k: u32) -> f32 { return select(0.0, f32(x[min(row, step.rows - 1u) * step.n + k]), k < step.n); }
fn entry_of_weight(k: u32, column: u32) -> f32 { return select(0.0, f32(weight[k * step.m + min(column, step.m - 1u)]), k < step.n); }
fn four_of_x(row: u32, k: u32) -> vec4f { return vec4f(${four((i) => `entry_of_x(row, k + ${i})`)}); }
fn four_of_weight(k: u32, column: u32) -> vec4f { return vec4f(${four((i) => `entry_of_weight(k, column + ${i})`)}); }
fn write(row: u32, column: u32, sum: vec4f) {
	if (row >= step.rows) { return; }
	for (var i = 0u; i < 4u; i++) {
		if (column + i < step.m) { out[row * step.m + column + i] = float(activate(sum[i]${bias ? ' + f32(bias[column + i])' : ''})); }
	}
}`.trim();
}
