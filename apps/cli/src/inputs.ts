import { AltaError, altaError, isAltaError, type Problem } from '@alta-ts/diagnostics';
import type { Codec } from '@alta-ts/programs';
import type { Arguments } from './arguments.js';
import { readText } from './files.js';
import type { Io } from './io.js';
import { writeNote } from './note.js';

/** One input of a program. */
export interface Input {
	readonly text: string;
	readonly tokens: readonly string[];
	/** Where it comes from, for messages: `line 3`; nothing on the command line itself. */
	readonly place: readonly string[];
}

/**
 * Reads the inputs of a command: the words after PROGRAM are one, and with `--inputs` every line of a file is.
 *
 * @param words those of the input; all but the first where none are given.
 * @throws ALTA9007 for words and `--inputs`, and all errors of the codec in all lines at once.
 */
export async function readInputs(
	codec: Codec,
	input: Arguments,
	io: Io,
	words: readonly string[] = input.words.slice(1),
): Promise<readonly Input[]> {
	const file = input.text('inputs');
	if (file === undefined) {
		const inputs = encodeAll(codec, [{ text: words.join(' '), place: [] }]);
		if (words.length === 0) writeNote("no tokens are given, so this is the empty input; '' asks for it without this note", io);
		return inputs;
	}
	if (words.length > 0) {
		throw altaError('ALTA9007', {
			what: 'There are tokens on the command line and --inputs as well.',
			why: 'The inputs come from one or the other.',
			fix: 'Leave one of them out.',
		});
	}
	return readInputFile(codec, file, [], io);
}

/**
 * Reads a file with an input on every line.
 *
 * @param place what the file is, for messages: it comes before the line.
 * @throws what {@link readText} throws, and all errors of the codec in all lines at once.
 */
export async function readInputFile(codec: Codec, file: string, place: readonly string[], io: Io): Promise<readonly Input[]> {
	const lines = (await readText(file, io)).split(/\r?\n/);
	if (lines.at(-1) === '') lines.pop();
	return encodeAll(
		codec,
		lines.map((text, index) => ({ text: text.trim(), place: [...place, `line ${index + 1}`] })),
	);
}

/** Encodes texts. Throws all errors of the codec at once. */
export function encodeAll(codec: Codec, texts: readonly Omit<Input, 'tokens'>[]): readonly Input[] {
	const problems: Problem[] = [];
	const inputs: Input[] = [];
	for (const each of texts) {
		try {
			inputs.push({ ...each, tokens: codec.encode(each.text) });
		} catch (error) {
			if (!isAltaError(error)) throw error;
			problems.push(...error.problems.map((problem) => ({ ...problem, where: [...each.place, ...problem.where] })));
		}
	}
	if (problems.length > 0) throw new AltaError(problems);
	return inputs;
}
