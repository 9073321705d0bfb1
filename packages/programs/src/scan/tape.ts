import { LONGEST_COMMAND } from '../scan-language/random-command.js';

/** Where the parts of the tape begin, counted from `start`. Between `start` and the stack are three cells that stay empty. */
interface TapeOffsets {
	readonly stack: number;
	readonly tree: number;
	readonly output: number;
	/** The command, whose end is marked by `eos`. */
	readonly input: number;
}

/** The tape of the ALTA paper: eight cells for the stack, eight for the tree and 48 for the output. */
export const tape: TapeOffsets = { stack: 4, tree: 12, output: 20, input: 68 };

/** What a command is written on: first the padding, if any, then `start` and cells to work in, the command, and its end. */
export function writeTape(padding: number, words: readonly string[]): readonly string[] {
	const cells = Array.from({ length: tape.input - 1 }, () => 'memory');
	return [...Array.from({ length: padding }, () => 'pad'), 'start', ...cells, ...words, 'eos'];
}

/** How many cells the longest tape has. */
export function tapeLength(padding: number): number {
	return padding + tape.input + LONGEST_COMMAND + 1;
}
