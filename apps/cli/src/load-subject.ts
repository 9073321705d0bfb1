import { type AltaError, altaError } from '@alta-ts/diagnostics';
import { isVariableBlock, type Model } from '@alta-ts/model';
import type { Arguments } from './arguments.js';
import type { Io } from './io.js';
import { readLoadOptions } from './load-options.js';
import { type LoadedProgram, loadProgram, loadTask } from './load-program.js';
import { loadModelFolder, loadSource } from './load-source.js';

/** What `alta verify` compares: a program and, unless it is to be compiled, the weights. */
export interface Subject {
	readonly loaded: LoadedProgram;
	readonly weights?: Model;
}

/**
 * Loads a program, and weights from the folder of `--model`. Where PROGRAM is a folder itself, its codec says which program of the library,
 * with which options, its weights come from.
 *
 * @throws what {@link loadSource} throws, ALTA9007 for `--model` and `--target`, ALTA9029 for a folder without such a codec, and ALTA9034
 * for the weights of another program.
 */
export async function loadSubject(input: Arguments, io: Io): Promise<Subject> {
	const word = input.words[0] ?? '';
	const folder = input.text('model');
	const options = readLoadOptions(input);
	if (folder === undefined) {
		const source = await loadSource(word, options, io);
		if ('program' in source) return { loaded: source };
		refuseTarget(input);
		if (source.model.codec === undefined) throw noProgram(word);
		return matched(loadTask(source.model.codec.name, source.model.codec.options), source.model, word);
	}
	refuseTarget(input);
	const loaded = await loadProgram(word, options, io);
	return matched(loaded, (await loadModelFolder(folder, io)).model, folder);
}

function refuseTarget(input: Arguments): void {
	if (input.text('target') === undefined) return;
	throw altaError('ALTA9007', {
		what: '--target is given for weights that are there already.',
		where: ['alta verify'],
		why: 'It says what a program is compiled to.',
		fix: 'Leave --target out.',
	});
}

function matched(loaded: LoadedProgram, weights: Model, folder: string): Subject {
	const { program } = loaded;
	const kinds = new Map<string, string>(program.variables.map(({ name, kind }) => [name, kind]));
	const foreign = weights.layout.blocks
		.filter(isVariableBlock)
		.find(({ variable, kind }) => kinds.get(variable) !== (kind === 'ordinal' ? 'categorical' : kind));
	if (foreign !== undefined) {
		throw otherProgram(folder, program.name, `They have a ${foreign.kind} variable "${foreign.variable}", and the program has not.`);
	}
	const { input } = weights.config;
	if (input.kind !== 'tokens' || JSON.stringify(input.tokens) !== JSON.stringify(program.input.tokens)) {
		throw otherProgram(folder, program.name, 'They do not read the same tokens.');
	}
	return { loaded, weights };
}

function otherProgram(folder: string, program: string, why: string): AltaError {
	return altaError('ALTA9034', {
		what: `The weights in "${folder}" are not those of ${program}.`,
		where: [`folder ${folder}`],
		why,
		fix: 'Give the program the weights were compiled from, with the same --set.',
	});
}

function noProgram(folder: string): AltaError {
	return altaError('ALTA9029', {
		what: `The weights in "${folder}" do not say which program they come from.`,
		where: [`folder ${folder}`],
		why: 'Only weights of a library program carry its name; here there is nothing to compare them with.',
		fix: `Give the program as well: alta verify PROGRAM --model ${folder}`,
	});
}
