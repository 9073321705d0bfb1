import type { Arguments } from './arguments.js';
import type { CommandLine } from './command-line.js';
import type { Io } from './io.js';

/** A command: what it takes, how it is explained, and what it does. */
export interface Command extends CommandLine {
	/** A few sentences for the help page. */
	readonly description: string;
	readonly examples: readonly Example[];
	/** @returns the exit code: 0, or 1 when what the command checks failed. */
	run(input: Arguments, io: Io): Promise<number>;
}

/** A line of the help page. */
export interface Example {
	readonly command: string;
	readonly says: string;
}
