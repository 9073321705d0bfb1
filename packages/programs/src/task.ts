import type { Program, Value } from '@alta-ts/core';
import type { SOp } from '@alta-ts/rasp';
import type { Optioned, TaskOptions } from './options.js';
import type { Random } from './random.js';

/**
 * A task of the library: a program together with everything around it. It says how text becomes tokens and answers become text,
 * what the right answer is, and what typical inputs look like.
 *
 * A task is data and functions. Nothing is built before one of the functions is called; options that are left out have the value in `defaults`.
 */
export interface Task<O extends TaskOptions = TaskOptions> extends Optioned<O> {
	/** A few words, as a heading. */
	readonly title: string;
	/** One paragraph: what the task is and how the program works. */
	readonly summary: string;
	readonly paper: PaperReference;
	/** What the length of a text is counted in: `bits`, `digits`, `words`, … */
	readonly unit: string;
	/** Words of which every sequence, separated by spaces, is a text of the task; absent where texts have a form of their own. */
	readonly alphabet?: readonly string[];
	program(options?: Partial<O>): Program;
	/** The s-op that the program is lowered from, for evaluation, drawings and other vocabularies; absent where the program is no RASP. */
	graph?(options?: Partial<O>): SOp;
	codec(options?: Partial<O>): Codec;
	/** The right answer to a text, computed without the program. */
	oracle(options?: Partial<O>): (text: string) => string;
	/** Random texts, never longer than the program takes. Throws ALTA8006 when the limits leave none. */
	generate(options?: Partial<O>): (random: Random, limits: LengthLimits) => string;
	/** The longest text the program takes, in units; undefined when there is no limit. */
	maxLength(options?: Partial<O>): number | undefined;
}

/** Where a program was published. */
export interface PaperReference {
	readonly title: string;
	readonly url: string;
}

/** Turns text into the tokens a program reads, and what it gives back into text. */
export interface Codec {
	/** Throws ALTA8004 for words it does not know and ALTA8005 for a text that is too long. */
	encode(text: string): readonly string[];
	/** @param output one value a position, as the program gave it; @param tokens what the program read. */
	decode(output: readonly Value[], tokens: readonly string[]): string;
}

/** How long a generated text may be, in units of the task, both ends included. `minLength` is 0 when absent. */
export interface LengthLimits {
	readonly minLength?: number;
	readonly maxLength: number;
}
