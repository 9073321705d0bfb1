import type { SOp } from '../graph/node.js';
import type { Program } from '../language/syntax.js';
import type { Examples } from './examples.js';
import type { Labels } from './labels.js';
import type { LoadedFile } from './loading.js';
import type { Outcome } from './outcome.js';
import type { Input, List, Value } from './value.js';

/** What a session asks of the program it runs in. */
export interface SessionHost {
	/** Reads `path` with the ending `.rasp`, as the file called `from` means it; undefined where there is none. */
	readonly read?: (path: string, from: string | undefined) => LoadedFile | undefined;
	/** Draws an s-op on an input. */
	readonly draw?: (drawn: SOp, input: Input, session: Session) => void;
}

/** Options of {@link createSession}. */
export interface SessionOptions extends SessionHost {
	/**
	 * What becomes of an s-op or a selector that has no value on the running example: the statement fails (`refuse`, the default, as on
	 * the paper's console), it is told and holds all the same (`report`), or nobody looks (`off`).
	 */
	readonly misfits?: 'refuse' | 'report' | 'off';
}

/** Names, examples, and the statements that change them. */
export interface Session {
	readonly labels: Labels;
	readonly examples: Examples;
	/** The texts that were run, by name, for showing problems in them. */
	readonly sources: Readonly<Record<string, string>>;
	/** Runs statements and commands in order; after an `exit` none. */
	readonly run: (program: Program, text: string) => { readonly outcomes: readonly Outcome[]; readonly ended: boolean };
	/** Runs a file in a scope of its own, as `load` does, and then goes on in that scope. */
	readonly runFile: (file: LoadedFile) => readonly Outcome[];
	/** What a name stands for. */
	readonly value: (name: string) => Value | undefined;
	/** Every name that stands for something. */
	readonly names: () => readonly string[];
	/** The names that were bound in this session, and not by the library. */
	readonly ownNames: () => readonly string[];
	/** The value of an expression. Throws AltaError. */
	readonly evaluate: (text: string) => Value;
	/** The s-op that an expression is. Throws AltaError, also where it is something else. */
	readonly sequence: (text: string) => SOp;
	/** Applies an s-op or a selector to an input. Throws RaspError. */
	readonly apply: (node: Value, input: Value) => List;
	/** A value as an input. Throws RaspError for what is none. */
	readonly input: (value: Value) => Input;
	/** An s-op or a selector applied to its example; any other value as it is. Throws RaspError. */
	readonly onExample: (value: Value) => Value;
}
