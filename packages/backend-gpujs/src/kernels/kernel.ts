/** How gpu.js is to take an argument: `Array` is a flat array of f32. */
export type ParameterType = 'Array' | 'Integer' | 'Float';

/**
 * A kernel of gpu.js. It computes one number for each thread, by the number of the thread, `this.thread.x`.
 *
 * All kernels keep to what every mode of gpu.js does right: flat arrays, one dimension of threads, types that are stated, names of variables that
 * occur once, and source as text, which no bundler rewrites. At most seven parameters are arrays, since WebGPU promises room for eight.
 */
export interface Kernel {
	/** The name of its file. */
	readonly name: string;
	readonly parameters: Readonly<Record<string, ParameterType>>;
	/** Statements of JavaScript, as far as gpu.js knows them. */
	readonly body: string;
}

/** The text of a kernel, as gpu.js wants it. */
export function sourceOf({ parameters, body }: Kernel): string {
	return `function (${Object.keys(parameters).join(', ')}) {\n${body}\n}`;
}

/**
 * Statements that find the `row` of the thread, of rows of so many `columns`. Shaders may divide a little off, so the quotient is put right where
 * it is; products of whole numbers below 2^24 are exact.
 */
export const rowOfThread = `
	let row = Math.floor(this.thread.x / columns);
	if (row * columns > this.thread.x) { row = row - 1; }
	if ((row + 1) * columns <= this.thread.x) { row = row + 1; }`;

/** Statements that find the `row` and the `column` of the thread. */
export const rowAndColumn: string = `${rowOfThread}
	const column = this.thread.x - row * columns;`;
