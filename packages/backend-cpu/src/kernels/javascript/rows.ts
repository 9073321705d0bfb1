import type { Memory } from '../../memory/memory.js';

/** Softmax of each row, in double precision. Places are in entries. */
export function softmax(f32: Float32Array, x: number, rows: number, columns: number, out: number): void {
	for (let row = 0; row < rows; row++) {
		const start = x + row * columns;
		const to = out + row * columns;
		let largest = Number.NEGATIVE_INFINITY;
		for (let column = 0; column < columns; column++) largest = Math.max(largest, f32[start + column] ?? 0);
		if (largest === Number.NEGATIVE_INFINITY) {
			f32.fill(0, to, to + columns);
			continue;
		}
		let total = 0;
		for (let column = 0; column < columns; column++) {
			const weight = Math.exp((f32[start + column] ?? 0) - largest);
			f32[to + column] = weight;
			total += weight;
		}
		for (let column = 0; column < columns; column++) f32[to + column] = (f32[to + column] ?? 0) / total;
	}
}

/** Where the rows are, in entries. */
export interface Normalisation {
	readonly x: number;
	readonly rows: number;
	readonly columns: number;
	readonly gain: number;
	readonly bias: number;
	readonly epsilon: number;
	readonly out: number;
}

/** Layer normalisation of each row, in double precision. */
export function layerNorm(f32: Float32Array, { x, rows, columns, gain, bias, epsilon, out }: Normalisation): void {
	for (let row = 0; row < rows; row++) {
		const start = x + row * columns;
		let sum = 0;
		for (let column = 0; column < columns; column++) sum += f32[start + column] ?? 0;
		const mean = sum / columns;
		let squares = 0;
		for (let column = 0; column < columns; column++) squares += ((f32[start + column] ?? 0) - mean) ** 2;
		const deviation = Math.sqrt(squares / columns + epsilon);
		for (let column = 0; column < columns; column++) {
			const normal = ((f32[start + column] ?? 0) - mean) / deviation;
			f32[out + row * columns + column] = normal * (f32[gain + column] ?? 0) + (f32[bias + column] ?? 0);
		}
	}
}

/** The column of the largest entry of each row, the first on a tie. NaN never wins; a row of NaN gives 0. */
export function argmax({ f32, i32 }: Memory, x: number, rows: number, columns: number, out: number): void {
	for (let row = 0; row < rows; row++) {
		const start = x + row * columns;
		let best = 0;
		let largest = Number.NaN;
		for (let column = 0; column < columns; column++) {
			const entry = f32[start + column] ?? 0;
			// Not even NaN is above NaN, and nothing is at most it: the first number wins over it.
			if (!(entry <= largest) && !Number.isNaN(entry)) {
				largest = entry;
				best = column;
			}
		}
		i32[out + row] = best;
	}
}
