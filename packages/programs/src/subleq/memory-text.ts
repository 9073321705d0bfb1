import { type AltaError, altaError, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import { readNumbers } from '../numbers.js';
import type { Codec } from '../task.js';
import { wordsOf } from '../words.js';
import { type Ending, type Instruction, runMachine } from './machine.js';
import type { SubleqOptions } from './options.js';

/** The task these texts belong to. */
export const TASK = 'subleq';

/** How many instructions are run before a machine is taken not to halt. */
const MAX_INSTRUCTIONS = 100_000;

/**
 * Memories as text: numbers, separated by spaces, one a cell.
 *
 * The program stops where the machine would leave its memory or overflow. That shows in no cell, so `decode` finds out and throws
 * ALTA8010 or ALTA8011, which name the instruction.
 */
export function memoryCodec(options: SubleqOptions): Codec {
	return {
		encode: (text) => readMemory(text, options).map(String),
		decode: (output, tokens) => {
			const { memory, ending } = runMachine(tokens.map(Number), options, MAX_INSTRUCTIONS);
			const stoppedThere = output.length === memory.length && output.every((value, cell) => value === memory[cell]);
			if (stoppedThere) throwMishap(ending, memory, options);
			return output.map(String).join(' ');
		},
	};
}

/**
 * The cells of a memory that is written as text.
 *
 * @throws ALTA8004 for what is no number, ALTA8007 for one out of range, ALTA8005 for too many cells; all at once.
 */
function readMemory(text: string, { cells, minValue, maxValue }: SubleqOptions): readonly number[] {
	const problems: Problem[] = [];
	const words = wordsOf(text);
	const fix = 'Use smaller numbers, or set the options "minValue" and "maxValue" further apart.';
	const memory = readNumbers(words, { task: TASK, least: minValue, largest: maxValue, fix }, problems);
	if (words.length > cells) {
		problems.push(
			problem('ALTA8005', {
				what: `The memory has ${words.length} cells.`,
				where: [`task ${TASK}`],
				why: `With these options the program takes at most ${cells}.`,
				fix: 'Shorten the memory, or set the option "cells" higher.',
			}),
		);
	}
	throwProblems(problems);
	return memory;
}

/**
 * The memory that a machine leaves behind when it halts, as text.
 *
 * @throws ALTA8010 and ALTA8011 for a machine that leaves its memory or overflows, ALTA8012 for one that runs on and on.
 */
export function finalMemory(text: string, options: SubleqOptions): string {
	const { memory, ending } = runMachine(readMemory(text, options), options, MAX_INSTRUCTIONS);
	throwMishap(ending, memory, options);
	if (ending.end === 'halted') return memory.join(' ');
	throw altaError('ALTA8012', {
		what: `The machine has not halted after ${MAX_INSTRUCTIONS.toLocaleString('en')} instructions.`,
		where: [`task ${TASK}`],
		why: 'It halts at an instruction whose a or b is negative, or where it goes to a negative c.',
		fix: 'Let each loop end, or count the layers with --layers.',
	});
}

function throwMishap(ending: Ending, memory: readonly number[], options: SubleqOptions): void {
	const mishap = mishapOf(ending, memory, options);
	if (mishap !== undefined) throw mishap;
}

function mishapOf(ending: Ending, memory: readonly number[], { minValue, maxValue }: SubleqOptions): AltaError | undefined {
	const cells = memory.length === 0 ? 'The memory has no cells' : `The memory has the cells 0 to ${memory.length - 1}`;
	switch (ending.end) {
		case 'no instruction':
			return altaError('ALTA8010', {
				what: `There is no instruction at address ${ending.at}.`,
				where: [`task ${TASK}`, `address ${ending.at}`],
				why: `${cells}, and an instruction takes three.`,
				fix: 'Halt before it, by going to a negative address.',
			});
		case 'no cell':
			return altaError('ALTA8010', {
				what: `The instruction ${show(ending.instruction)} leaves the memory: it speaks of address ${ending.address}.`,
				where: [`task ${TASK}`, `address ${ending.instruction.at}`],
				why: `${cells}.`,
				fix: 'Give the memory more cells, or the instruction another address.',
			});
		case 'overflow':
			return altaError('ALTA8011', {
				what: `The instruction ${show(ending.instruction)} would store ${ending.result} in cell ${ending.instruction.b}.`,
				where: [`task ${TASK}`, `address ${ending.instruction.at}`],
				why: `Cells hold ${minValue} to ${maxValue}.`,
				fix: 'Use smaller numbers, or set the options "minValue" and "maxValue" further apart.',
			});
		default:
			return undefined;
	}
}

function show({ at, a, b, c }: Instruction): string {
	return `${a} ${b} ${c} at address ${at}`;
}
