import type { Arguments } from './arguments.js';
import type { Io } from './io.js';

/** A command: what it takes, how it is explained, and what it does. */
export interface Command {
	/** What follows the options' names, such as `PROGRAM [TOKENS…]`. */
	readonly usage: string;
	/** How many words it takes at least and at most. */
	readonly words: { readonly min: number; readonly max: number };
	/** A few sentences for the help page. */
	readonly description: string;
	readonly options: readonly OptionSpec[];
	readonly examples: readonly Example[];
	/** @returns the exit code: 0, or 1 when what the command checks failed. */
	run(input: Arguments, io: Io): Promise<number>;
}

/** An option of a command. */
export interface OptionSpec {
	/** Without the two dashes. */
	readonly name: string;
	/** One letter, for the options people know by it. */
	readonly short?: string;
	/** What the value stands for, such as `FILE`; a flag has none. */
	readonly value?: string;
	readonly choices?: readonly string[];
	/** Whether it may be given several times. */
	readonly repeats?: boolean;
	readonly help: string;
}

/** A line of the help page. */
export interface Example {
	readonly command: string;
	readonly says: string;
}

/** Options that every command has. */
export const commonOptions: readonly OptionSpec[] = [
	{ name: 'json', help: 'Print JSON on standard output, and nothing else there.' },
	{ name: 'help', short: 'h', help: 'Print this page.' },
];
