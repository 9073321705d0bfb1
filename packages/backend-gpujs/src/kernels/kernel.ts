/** What a kernel takes: flat arrays of f32, whole numbers, and fractions. */
export type ParameterType = 'Array' | 'Integer' | 'Float';

/**
 * A kernel of gpu.js. It computes one number for each thread, by the number of the thread, `this.thread.x`.
 *
 * All kernels keep to what every mode of gpu.js does right: flat arrays, one dimension of threads, types that are stated, names of variables that
 * occur once, and source as text, which no bundler rewrites.
 */
export interface Kernel {
	readonly name: string;
	readonly parameters: Readonly<Record<string, ParameterType>>;
	/** Whether a plan has it on arrays of many sizes, in turn, as the layers of a network are. */
	readonly manySizes?: boolean;
	/** Statements of JavaScript, as far as gpu.js knows them. */
	readonly body: string;
}

/** Names of the parameters of a kind. */
export function parametersOf({ parameters }: Kernel, wanted: (type: ParameterType) => boolean): readonly string[] {
	return Object.entries(parameters).flatMap(([name, type]) => (wanted(type) ? [name] : []));
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
