import { extname } from 'node:path';
import { altaError } from '@alta-ts/diagnostics';
import type { Arguments } from './arguments.js';
import type { OptionSpec } from './command-line.js';

/** What a command line says about a RASP file that is to become a program. */
export interface RaspSettings {
	/** The tokens of its inputs, as they were written. */
	readonly vocab?: string;
	/** The name of the s-op that is the answer. */
	readonly output?: string;
	/** The longest input, in tokens. */
	readonly maxLength?: number;
}

/** The option of every command that takes a RASP file as a program: the tokens of its inputs. */
export const vocabOption: OptionSpec = {
	name: 'vocab',
	value: 'TOKENS',
	help: 'Of a RASP file: the tokens of its inputs, as characters (abc), with commas between them (one,two), or as a list of RASP.',
};

/** The s-op of a RASP file that a program computes. */
export const outputOption: OptionSpec = { name: 'output', value: 'NAME', help: 'Of a RASP file: the s-op that is the answer.' };

/** Whether a PROGRAM is a RASP file. */
export function isRaspFile(word: string): boolean {
	return extname(word) === '.rasp';
}

/**
 * Reads `--vocab`, `--output` and `--max-length` for a PROGRAM.
 *
 * @throws ALTA9007 for the first two with anything but a RASP file.
 */
export function readRaspSettings(input: Arguments, word: string): RaspSettings {
	const [vocab, output, maxLength] = [input.text('vocab'), input.text('output'), input.integer('max-length', 1)];
	const settings = { ...(vocab === undefined ? {} : { vocab }), ...(output === undefined ? {} : { output }) };
	if (isRaspFile(word)) return { ...settings, ...(maxLength === undefined ? {} : { maxLength }) };
	const [given] = Object.keys(settings);
	if (given === undefined) return {};
	throw altaError('ALTA9007', {
		what: `--${given} is given for something else than a RASP file.`,
		why: 'It says how a RASP file becomes a program. Other programs say it themselves.',
		fix: `Leave --${given} out.`,
	});
}
