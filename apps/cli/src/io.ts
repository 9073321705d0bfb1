import type { BackendTable } from './backend-table.js';
import type { Colours } from './colours.js';

/** Everything a command may touch of the process it runs in, so that tests can hand it something else. */
export interface Io {
	readonly stdout: Output;
	readonly stderr: Output;
	/** All of standard input. */
	readStdin(): Promise<Uint8Array>;
	/** Standard input line by line, as lines come. */
	readLines(): AsyncIterable<string>;
	/** Where a person types; undefined where standard input or output is a file or a pipe. */
	readonly openTerminal?: (complete: Completer) => Terminal;
	/** The folder that relative paths start from. */
	readonly cwd: string;
	/** Milliseconds, from any origin. */
	now(): number;
	/** What weights can run on, as far as this machine has it. */
	readonly backends: BackendTable;
	/** Whether this is a machine that tests changes (`CI=true`), which must have what it is asked to run on. */
	readonly isCi: boolean;
	/** Texts by source name, which errors may point into. */
	readonly sources: Map<string, string>;
}

/** What a line can go on with: words, and the end of the line that they replace. */
export type Completer = (line: string) => { readonly words: readonly string[]; readonly part: string };

/** Lines that a person types, with a history and completion. */
export interface Terminal {
	/** The next line; `interrupt` where it was given up, `end` where there is none. */
	ask(prompt: string): Promise<{ readonly line: string } | 'interrupt' | 'end'>;
	close(): void;
}

/** A stream for text. */
export interface Output {
	readonly write: (text: string) => void;
	readonly colours: Colours;
	/** How many characters fit a line; undefined where it is not a terminal. */
	readonly columns: number | undefined;
}
