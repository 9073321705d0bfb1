import { type Kernel, type ParameterType, parametersOf } from '../kernels/kernel.js';

/** Arrays and numbers for a kernel, by the names of its parameters. */
export type Arguments = Readonly<Record<string, Float32Array | number>>;

/**
 * A kernel as gpu.js gets it: all arrays one after the other in one, `data`, and where each begins. gpu.js compiles a kernel of WebAssembly anew
 * for every combination of the sizes of its arrays, each with a memory of its own, of which a browser has room for a hundred; and shaders have
 * few places for arrays. `threads` is how many results there are: the rest of the threads give 0.
 */
export interface PackedKernel {
	readonly source: string;
	readonly argumentTypes: Readonly<Record<string, ParameterType>>;
}

/** The kernel, with its arrays found in one. */
export function packKernel(kernel: Kernel): PackedKernel {
	const arrays = arraysOf(kernel);
	const numbers = numbersOf(kernel);
	const argumentTypes: [string, ParameterType][] = [
		['data', 'Array'],
		...arrays.map((name): [string, ParameterType] => [startOf(name), 'Integer']),
		...numbers.map((name): [string, ParameterType] => [name, kernel.parameters[name] ?? 'Float']),
		['threads', 'Integer'],
	];
	const body = arrays.reduce((text, name) => text.replaceAll(new RegExp(`\\b${name}\\[`, 'g'), `data[${startOf(name)} + `), kernel.body);
	const names = argumentTypes.map(([name]) => name).join(', ');
	return {
		source: `function (${names}) {\n\tif (this.thread.x >= threads) { return 0; }\n${body}\n}`,
		argumentTypes: Object.fromEntries(argumentTypes),
	};
}

/** How many entries all arrays of a kernel have together. */
export function countData(kernel: Kernel, given: Arguments): number {
	return arraysOf(kernel).reduce((sum, name) => sum + arrayOf(kernel, given, name).length, 0);
}

/** The arguments in order. The arrays go to `data`, which is as long as they are, or longer. */
export function packArguments(kernel: Kernel, given: Arguments, data: Float32Array, threads: number): readonly (Float32Array | number)[] {
	let end = 0;
	const starts = arraysOf(kernel).map((name) => {
		const array = arrayOf(kernel, given, name);
		const start = end;
		data.set(array, start);
		end += array.length;
		return start;
	});
	return [data, ...starts, ...numbersOf(kernel).map((name) => numberOf(kernel, given, name)), threads];
}

function arraysOf(kernel: Kernel): readonly string[] {
	return parametersOf(kernel, (type) => type === 'Array');
}

function numbersOf(kernel: Kernel): readonly string[] {
	return parametersOf(kernel, (type) => type !== 'Array');
}

function startOf(name: string): string {
	return `${name}At`;
}

function arrayOf(kernel: Kernel, given: Arguments, name: string): Float32Array {
	const argument = given[name];
	if (argument instanceof Float32Array) return argument;
	throw new RangeError(`the kernel ${kernel.name} got no array ${name}`);
}

function numberOf(kernel: Kernel, given: Arguments, name: string): number {
	const argument = given[name];
	if (typeof argument === 'number') return argument;
	throw new RangeError(`the kernel ${kernel.name} got no number ${name}`);
}
