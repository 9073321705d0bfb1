import { RaspError } from '../graph/rasp-error.js';

/** A file of RASP as a host reads it. */
export interface LoadedFile {
	/** What the file is called in problems, and what its own loads are relative to. */
	readonly name: string;
	readonly text: string;
}

export function fileNotFound(path: string): RaspError {
	return new RaspError('LoadError', 'ALTA0013', `could not find file: ${path}.rasp`, {
		what: `There is no file ${path}.rasp.`,
		why: 'It is looked for beside the file that loads it, and where the command was started.',
		fix: 'Correct the path. It is written without the ending .rasp.',
	});
}

export function loadsItself(path: string, stack: readonly string[]): RaspError {
	return new RaspError('LoadError', 'ALTA0015', `file loads itself: ${path}.rasp`, {
		what: `${path}.rasp is loaded while it is being loaded.`,
		why: `It would go on without end: ${[...stack, `${path}.rasp`].join(' loads ')}.`,
		fix: 'Move what both files need into a third one.',
	});
}
