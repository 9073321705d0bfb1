import { bucketOf, type Columns, type Value } from '@alta-ts/core';
import type { Observer } from '../observer.js';
import { decode, type EncodedVariable } from './encoded-variable.js';

/**
 * What every variable holds at every position, in two flat arrays: codes, and for numericals the numbers behind them.
 *
 * The cell of variable v at position p is `starts[v] + p · steps[v]`; a uniform variable has step 0, hence one cell.
 */
export interface Memory {
	readonly variables: readonly EncodedVariable[];
	/** The number of positions of the present input. */
	length: number;
	/** The number of positions there is room for. */
	capacity: number;
	codes: Int32Array;
	numbers: Float64Array;
	readonly starts: Int32Array;
	readonly steps: Int32Array;
	/** How often each variable was written, so that what was worked out from it is known to be still so. */
	readonly writes: Float64Array;
	/** How many inputs were loaded. */
	loads: number;
}

/** Makes a memory for variables, without room for any input yet. */
export function createMemory(variables: readonly EncodedVariable[]): Memory {
	return {
		variables,
		length: 0,
		capacity: -1,
		codes: new Int32Array(0),
		numbers: new Float64Array(0),
		starts: new Int32Array(variables.length),
		steps: Int32Array.from(variables, ({ uniform }) => (uniform ? 0 : 1)),
		writes: new Float64Array(variables.length),
		loads: 0,
	};
}

/** Sets a memory to the state before the first layer; makes room if the input is longer than any before. */
export function load(memory: Memory, ids: readonly number[]): void {
	memory.length = ids.length;
	memory.loads++;
	if (ids.length > memory.capacity) makeRoom(memory, Math.max(ids.length, 2 * memory.capacity));
	const { codes, numbers } = memory;
	for (const variable of memory.variables) {
		const { init } = variable;
		const cells = cellCount(memory, variable);
		let cell = memory.starts[variable.index] ?? 0;
		for (let position = 0; position < cells; position++, cell++) {
			const source = variable.uniform || init.by === 'constant' ? 0 : init.by === 'token' ? (ids[position] ?? 0) : position;
			codes[cell] = init.codes[source] ?? 0;
			numbers[cell] = init.numbers[source] ?? 0;
		}
		countWrite(memory, variable);
	}
}

/** A copy of a memory, which stays as it is. */
export function snapshot(memory: Memory): Memory {
	const numbers = memory.variables.some((variable) => variable.isNumerical) ? memory.numbers.slice() : memory.numbers;
	return { ...memory, codes: memory.codes.slice(), numbers, starts: memory.starts.slice() };
}

/** How many cells a variable has: one where it is uniform, else one a position. */
export function cellCount(memory: Memory, variable: EncodedVariable): number {
	return variable.uniform ? 1 : memory.length;
}

/** To be called by whoever writes a variable. */
export function countWrite({ writes }: Memory, { index }: EncodedVariable): void {
	writes[index] = (writes[index] ?? 0) + 1;
}

/** Writes a number into a cell of a numerical variable. */
export function putNumber(memory: Memory, variable: EncodedVariable, cell: number, number: number): void {
	memory.numbers[cell] = number;
	memory.codes[cell] = codeOfNumber(variable, number);
}

/** The code of a number in a numerical variable. */
export function codeOfNumber({ variable }: EncodedVariable, number: number): number {
	return variable.kind !== 'numerical' || variable.values === undefined ? 0 : bucketOf(variable.values, number);
}

/** What a variable holds at a position. */
export function valueAt(memory: Memory, variable: EncodedVariable, position: number): Value {
	const cell = (memory.starts[variable.index] ?? 0) + position * (memory.steps[variable.index] ?? 0);
	return decode(variable, memory.codes[cell] ?? 0, memory.numbers[cell] ?? 0);
}

/** All values of a variable, position by position. */
export function columnOf(memory: Memory, variable: EncodedVariable): readonly Value[] {
	if (variable.uniform) return Array<Value>(memory.length).fill(valueAt(memory, variable, 0));
	return Array.from({ length: memory.length }, (_, position) => valueAt(memory, variable, position));
}

/** Tells an observer which values a variable holds at present. */
export function tellHeld(memory: Memory, variable: EncodedVariable, observer: Observer): void {
	if (!variable.isListed || memory.length === 0) return;
	const start = memory.starts[variable.index] ?? 0;
	const end = start + cellCount(memory, variable);
	let before = variable.missing;
	for (let cell = start; cell < end; cell++) {
		const code = memory.codes[cell] ?? 0;
		if (code === variable.missing || code === before) continue;
		before = code;
		observer.held(variable.index, code);
	}
}

/** Tells an observer whether a variable is undefined somewhere at present. */
export function tellMissing(memory: Memory, variable: EncodedVariable, observer: Observer): void {
	if (observer.missing === undefined || memory.length === 0) return;
	const start = memory.starts[variable.index] ?? 0;
	const end = start + cellCount(memory, variable);
	if (memory.codes.subarray(start, end).includes(variable.missing)) observer.missing(variable.index);
}

/** All variables, written out. */
export function columnsOf(memory: Memory): Columns {
	return Object.fromEntries(memory.variables.map((variable) => [variable.name, columnOf(memory, variable)]));
}

function makeRoom(memory: Memory, capacity: number): void {
	let size = 0;
	for (const { index, uniform } of memory.variables) {
		memory.starts[index] = size;
		size += uniform ? 1 : capacity;
	}
	memory.capacity = capacity;
	memory.codes = new Int32Array(size);
	memory.numbers = new Float64Array(size);
}
