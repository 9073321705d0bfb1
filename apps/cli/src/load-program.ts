import { extname } from 'node:path';
import { checkProgram, type Program, parseProgram } from '@alta-ts/core';
import { type AltaError, altaError, closest, type Problem } from '@alta-ts/diagnostics';
import { type Codec, findTask, library, readOptions, resolveOptions, type TaskOptions } from '@alta-ts/programs';
import type { GraphNode, Cost as RaspCost } from '@alta-ts/rasp';
import { kindOfPath, readText } from './files.js';
import type { Io } from './io.js';
import { isRaspFile, type RaspSettings } from './rasp-options.js';
import { printAll } from './report-error.js';
import { tokenCodec } from './token-codec.js';

/** What a PROGRAM on the command line turned out to be. */
export interface LoadedProgram {
	readonly program: Program;
	readonly codec: Codec;
	/** The task of the library it is, with all its options. */
	readonly task?: { readonly name: string; readonly options: TaskOptions };
	/** Where it comes from a RASP file: what it costs by the rule of the RASP paper. */
	readonly rasp?: LoadedRasp;
	/** What is to be known of it, where the caller prints that. */
	readonly warnings?: readonly Problem[];
}

/** What is known of a program that was made from a RASP file. */
export interface LoadedRasp {
	readonly cost: RaspCost;
	readonly nameOf: (node: GraphNode) => string;
	/** Why evaluation of the s-op fails on an input, so that the answer of the program means nothing; undefined where it does not. */
	readonly failureOn: (tokens: readonly string[]) => Problem | undefined;
}

/** Options of {@link loadProgram}. */
export interface LoadOptions {
	/** Texts `key=value` from the command line. */
	readonly settings: readonly string[];
	/** How a RASP file becomes a program. */
	readonly rasp?: RaspSettings;
	/** Whether a program that breaks rules is an error; `alta check` wants to see it. */
	readonly unchecked?: boolean;
	/** Whether the caller tells warnings itself; else they are printed on standard error. */
	readonly keepsWarnings?: boolean;
}

/**
 * Loads a program: a name of the library, a Program in JSON, a RASP file, or a module.
 *
 * @throws errors of this package (ALTA902x), of the library (ALTA800x), and everything that is wrong with the program.
 */
export async function loadProgram(word: string, options: LoadOptions, io: Io): Promise<LoadedProgram> {
	if (library.some((task) => task.name === word)) return loadTask(word, readOptions(findTask(word), readSettings(options.settings)));
	const kind = word === '' ? 'none' : await kindOfPath(word, io);
	if (kind === 'none') throw noSuchProgram(word);
	if (kind === 'folder') throw needsProgram(word);
	if (options.settings.length > 0) throw noOptions(word);
	if (isRaspFile(word)) {
		const loaded = await (await import('./load-rasp.js')).loadRasp(word, options.rasp ?? {}, io);
		if (options.keepsWarnings !== true) printAll(loaded.warnings ?? [], io);
		return loaded;
	}
	const program = parseProgram(await programText(word, io), word);
	if (options.unchecked !== true) checkProgram(program);
	return { program, codec: tokenCodec({ name: program.name, tokens: program.input.tokens, maxLength: program.positions }) };
}

/** A program of the library. Throws ALTA8001 to ALTA8003 for a name or options that it does not have. */
export function loadTask(name: string, given: TaskOptions): LoadedProgram {
	const task = findTask(name);
	const options = resolveOptions(task, given);
	return { program: task.program(options), codec: task.codec(options), task: { name, options } };
}

async function programText(path: string, io: Io): Promise<string> {
	switch (extname(path)) {
		case '.ts':
		case '.mts':
		case '.js':
		case '.mjs': {
			const { readModuleProgram } = await import('./load-module.js');
			return readModuleProgram(path, io);
		}
		case '.json': {
			const text = await readText(path, io);
			io.sources.set(path, text);
			return text;
		}
		default:
			throw altaError('ALTA9025', {
				what: `What is in "${path}" is not clear.`,
				why: 'A program file ends in .json, .rasp, .ts, .mts, .js or .mjs.',
				fix: 'Rename the file after what it is.',
			});
	}
}

/** Splits `key=value`. Throws ALTA9004 for a text without `=` and for a key that is given twice. */
function readSettings(settings: readonly string[]): Record<string, string> {
	const pairs: Record<string, string> = {};
	for (const setting of settings) {
		const equals = setting.indexOf('=');
		const key = setting.slice(0, equals);
		if (equals < 1 || Object.hasOwn(pairs, key)) {
			throw altaError('ALTA9004', {
				what: equals < 1 ? `--set cannot be "${setting}".` : `--set gives "${key}" twice.`,
				why: '--set takes a name, an equals sign and a value; each name once.',
				fix: 'Write --set maxLength=20, for example.',
			});
		}
		pairs[key] = setting.slice(equals + 1);
	}
	return pairs;
}

function noSuchProgram(word: string): AltaError {
	if (word.includes('/') || extname(word) !== '') {
		return altaError('ALTA9010', {
			what: `There is no file or folder "${word}".`,
			why: 'Nothing is there, and no program of the library is called so.',
			fix: 'Check the path; it starts from the current folder.',
		});
	}
	const near = nearNames(word);
	return altaError('ALTA9020', {
		what: `There is no program "${word}".`,
		why: 'It is neither a name of the library nor a path to a file or folder.',
		fix: near.length === 0 ? 'See alta list for the names.' : `Write ${near.join(' or ')}.`,
	});
}

/** The name that is spelt most like a word, or else those that contain it, hyphens and case aside. */
function nearNames(word: string): readonly string[] {
	const names = library.map((task) => task.name);
	const close = closest(word, names);
	if (close !== undefined) return [close];
	const letters = (name: string): string => name.replaceAll('-', '').toLowerCase();
	return letters(word) === '' ? [] : names.filter((name) => letters(name).includes(letters(word)));
}

function needsProgram(word: string): AltaError {
	return altaError('ALTA9029', {
		what: `"${word}" is a folder, and this command needs a program.`,
		why: 'A model folder holds weights; the program they were compiled from is not in it.',
		fix: 'Give the program itself.',
	});
}

/** The error for `--set` with something that has no options. */
export function noOptions(word: string): AltaError {
	return altaError('ALTA9026', {
		what: `"${word}" has no options to set.`,
		why: '--set sets the options of programs of the library; a file holds one program.',
		fix: 'Leave --set out.',
	});
}
