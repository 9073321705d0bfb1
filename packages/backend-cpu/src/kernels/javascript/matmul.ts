import type { FusedActivation } from '../kernels.js';

/** Columns of a panel, and rows that are computed together: sixteen sums stay in registers. */
const TILE = 4;

/** Entries of an n × m matrix whose columns are padded to whole panels. */
export function packedEntries(n: number, m: number): number {
	return n * Math.ceil(m / TILE) * TILE;
}

/** Where a matrix is, and how far it is from a row to the next and from a column to the next. */
export interface Layout {
	readonly at: number;
	readonly rowStride: number;
	readonly columnStride: number;
}

/** Packs a matrix into panels of four columns, each row of a panel beside the next; missing columns are 0. */
export function pack(f32: Float32Array, { at, rowStride, columnStride }: Layout, n: number, m: number, packed: number): void {
	let to = packed;
	for (let column = 0; column < m; column += TILE) {
		for (let row = 0; row < n; row++) {
			const from = at + row * rowStride + column * columnStride;
			for (let lane = 0; lane < TILE; lane++) f32[to++] = column + lane < m ? (f32[from + lane * columnStride] ?? 0) : 0;
		}
	}
}

/** Where the matrices are, in entries, and how large. */
export interface Product {
	readonly x: number;
	/** From a row of x to the next. */
	readonly xStride: number;
	readonly rows: number;
	readonly n: number;
	readonly packed: number;
	/** From a panel of the weight to the next. */
	readonly panelStride: number;
	readonly m: number;
	/** 0: none. */
	readonly bias: number;
	readonly out: number;
	readonly outStride: number;
}

/** out = activation(x · weight + bias). Rows go in blocks, so that a panel and the rows it meets stay in the cache. */
export function matmul(f32: Float32Array, product: Product, activation: FusedActivation): void {
	const { rows, n, m } = product;
	const block = Math.max(TILE, Math.floor(65_536 / Math.max(n, 1) / TILE) * TILE);
	for (let first = 0; first < rows; first += block) {
		const last = Math.min(rows, first + block);
		for (let column = 0; column < m; column += TILE) {
			let row = first;
			for (; row + TILE <= last; row += TILE) fourRows(f32, product, row, column, activation);
			for (; row < last; row++) oneRow(f32, product, row, column, activation);
		}
	}
}

function fourRows(f32: Float32Array, product: Product, row: number, column: number, activation: FusedActivation): void {
	const { n, xStride } = product;
	let at = product.packed + (column / TILE) * product.panelStride;
	let a = product.x + row * xStride;
	let b = a + xStride;
	let c = b + xStride;
	let d = c + xStride;
	let a0 = 0;
	let a1 = 0;
	let a2 = 0;
	let a3 = 0;
	let b0 = 0;
	let b1 = 0;
	let b2 = 0;
	let b3 = 0;
	let c0 = 0;
	let c1 = 0;
	let c2 = 0;
	let c3 = 0;
	let d0 = 0;
	let d1 = 0;
	let d2 = 0;
	let d3 = 0;
	for (const end = at + n * TILE; at < end; at += TILE) {
		const w0 = f32[at] ?? 0;
		const w1 = f32[at + 1] ?? 0;
		const w2 = f32[at + 2] ?? 0;
		const w3 = f32[at + 3] ?? 0;
		const xa = f32[a++] ?? 0;
		a0 += xa * w0;
		a1 += xa * w1;
		a2 += xa * w2;
		a3 += xa * w3;
		const xb = f32[b++] ?? 0;
		b0 += xb * w0;
		b1 += xb * w1;
		b2 += xb * w2;
		b3 += xb * w3;
		const xc = f32[c++] ?? 0;
		c0 += xc * w0;
		c1 += xc * w1;
		c2 += xc * w2;
		c3 += xc * w3;
		const xd = f32[d++] ?? 0;
		d0 += xd * w0;
		d1 += xd * w1;
		d2 += xd * w2;
		d3 += xd * w3;
	}
	writeRow(f32, product, row, column, activation, a0, a1, a2, a3);
	writeRow(f32, product, row + 1, column, activation, b0, b1, b2, b3);
	writeRow(f32, product, row + 2, column, activation, c0, c1, c2, c3);
	writeRow(f32, product, row + 3, column, activation, d0, d1, d2, d3);
}

function oneRow(f32: Float32Array, product: Product, row: number, column: number, activation: FusedActivation): void {
	const { n } = product;
	let at = product.packed + (column / TILE) * product.panelStride;
	let a = product.x + row * product.xStride;
	let a0 = 0;
	let a1 = 0;
	let a2 = 0;
	let a3 = 0;
	for (const end = at + n * TILE; at < end; at += TILE) {
		const xa = f32[a++] ?? 0;
		a0 += xa * (f32[at] ?? 0);
		a1 += xa * (f32[at + 1] ?? 0);
		a2 += xa * (f32[at + 2] ?? 0);
		a3 += xa * (f32[at + 3] ?? 0);
	}
	writeRow(f32, product, row, column, activation, a0, a1, a2, a3);
}

function writeRow(
	f32: Float32Array,
	{ m, bias, out, outStride }: Product,
	row: number,
	column: number,
	activation: FusedActivation,
	s0: number,
	s1: number,
	s2: number,
	s3: number,
): void {
	const at = out + row * outStride + column;
	const shift = bias + column;
	const has = bias !== 0;
	f32[at] = activate(activation, has ? s0 + (f32[shift] ?? 0) : s0);
	if (column + 1 < m) f32[at + 1] = activate(activation, has ? s1 + (f32[shift + 1] ?? 0) : s1);
	if (column + 2 < m) f32[at + 2] = activate(activation, has ? s2 + (f32[shift + 2] ?? 0) : s2);
	if (column + 3 < m) f32[at + 3] = activate(activation, has ? s3 + (f32[shift + 3] ?? 0) : s3);
}

function activate(activation: FusedActivation, x: number): number {
	if (activation === 'none') return x;
	const positive = Math.max(0, x);
	return activation === 'relu' ? positive : Math.min(1, positive);
}
