import { altaError } from '@alta-ts/diagnostics';
import type { Arguments } from './arguments.js';
import type { OptionSpec } from './command-line.js';
import type { LoadOptions } from './load-program.js';
import { setOption } from './program-options.js';
import { isRaspFile, outputOption, readRaspSettings, vocabOption } from './rasp-options.js';

/** The options of every command with a PROGRAM: how a RASP file becomes one, and those of programs of the library. */
export const loadOptions: readonly OptionSpec[] = [vocabOption, outputOption, setOption];

/** The same for commands that make no weights, so that a longest input is only asked for by a RASP file. */
export const symbolOptions: readonly OptionSpec[] = [
	{ name: 'max-length', value: 'N', help: 'Of a RASP file: the longest input, in tokens.' },
	...loadOptions,
];

/**
 * Reads {@link loadOptions} for a PROGRAM, and of a RASP file `--max-length`.
 *
 * @throws ALTA9007 for `--vocab` and `--output` with anything but a RASP file.
 */
export function readLoadOptions(input: Arguments, word: string = input.words[0] ?? ''): LoadOptions {
	return { settings: input.texts('set'), rasp: readRaspSettings(input, word) };
}

/**
 * Reads {@link symbolOptions} for a PROGRAM.
 *
 * @throws ALTA9007 for any but `--set` with anything but a RASP file.
 */
export function readSymbolOptions(input: Arguments, word: string = input.words[0] ?? ''): LoadOptions {
	if (input.text('max-length') === undefined || isRaspFile(word)) return readLoadOptions(input, word);
	throw altaError('ALTA9007', {
		what: '--max-length is given for something else than a RASP file.',
		why: 'Other programs say themselves how long their inputs may be.',
		fix: 'Leave --max-length out. Where a library program has that option, write --set maxLength=N.',
	});
}
