import type { SubleqOptions } from './options.js';

/** Three cells of the memory, and where the first of them is. */
export interface Instruction {
	readonly at: number;
	readonly a: number;
	readonly b: number;
	readonly c: number;
}

/** How a run ended. */
export type Ending =
	| { readonly end: 'halted' | 'running' }
	/** The instruction at `at` lies behind the last cell, at least in part. */
	| { readonly end: 'no instruction'; readonly at: number }
	/** The instruction speaks of an address behind the last cell. */
	| { readonly end: 'no cell'; readonly instruction: Instruction; readonly address: number }
	/** What the instruction would store is out of range. */
	| { readonly end: 'overflow'; readonly instruction: Instruction; readonly result: number };

/** What a machine left behind. After an ending that is no halt, the memory is as before the instruction. */
export interface MachineRun {
	readonly memory: readonly number[];
	/** How many instructions were executed. */
	readonly executed: number;
	readonly ending: Ending;
}

/**
 * Runs a memory as a SUBLEQ machine, one instruction after the other and without any program of the library: `mem[b] -= mem[a]`,
 * and on to c where that is not positive, else to the next instruction. A negative a or b halts the machine, and so does going to a negative c.
 */
export function runMachine(start: readonly number[], { minValue, maxValue }: SubleqOptions, maxInstructions: number): MachineRun {
	const memory = [...start];
	let at = 0;
	for (let executed = 0; executed < maxInstructions; executed++) {
		const stop = (ending: Ending): MachineRun => ({ memory, executed, ending });
		const [a, b, c] = memory.slice(at, at + 3);
		if ((a !== undefined && a < 0) || (a !== undefined && b !== undefined && b < 0)) return stop({ end: 'halted' });
		if (a === undefined || b === undefined || c === undefined) return stop({ end: 'no instruction', at });
		const instruction: Instruction = { at, a, b, c };
		const [subtrahend, minuend] = [memory[a], memory[b]];
		if (subtrahend === undefined) return stop({ end: 'no cell', instruction, address: a });
		if (minuend === undefined) return stop({ end: 'no cell', instruction, address: b });
		const result = minuend - subtrahend;
		if (result < minValue || result > maxValue) return stop({ end: 'overflow', instruction, result });
		memory[b] = result;
		// c is looked at last, so that an instruction can change where it goes itself.
		const target = memory[at + 2] ?? c;
		if (result > 0) at += 3;
		else if (target >= 0) at = target;
		else return { memory, executed: executed + 1, ending: { end: 'halted' } };
	}
	return { memory, executed: maxInstructions, ending: { end: 'running' } };
}
