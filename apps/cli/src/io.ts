import type { Colours } from './colours.js';

/** Everything a command may touch of the process it runs in, so that tests can hand it something else. */
export interface Io {
	readonly stdout: Output;
	readonly stderr: Output;
	/** All of standard input. */
	readStdin(): Promise<Uint8Array>;
	/** The folder that relative paths start from. */
	readonly cwd: string;
	/** Milliseconds, from any origin. */
	now(): number;
	/** Texts by source name, which errors may point into. */
	readonly sources: Map<string, string>;
}

/** A stream for text. */
export interface Output {
	readonly write: (text: string) => void;
	readonly colours: Colours;
	/** How many characters fit a line; undefined where it is not a terminal. */
	readonly columns: number | undefined;
}
