import { join } from 'node:path';
import { AltaError, altaError, isAltaError } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { type Codec, findTask, library } from '@alta-ts/programs';
import { kindOfPath, readBytes } from './files.js';
import type { Io } from './io.js';
import { type LoadedProgram, type LoadOptions, loadProgram, noOptions } from './load-program.js';
import { spelledCodec } from './token-codec.js';

/** Weights from a folder. */
export interface LoadedModel {
	readonly model: Model;
	readonly codec: Codec;
}

/** A program, or weights from a folder. */
export type Source = LoadedProgram | LoadedModel;

/**
 * Loads what a PROGRAM names, model folders included.
 *
 * @throws what {@link loadProgram} throws, and everything that is wrong with the files of a model.
 */
export async function loadSource(word: string, options: LoadOptions, io: Io): Promise<Source> {
	const isLibrary = library.some((task) => task.name === word);
	if (isLibrary || word === '' || (await kindOfPath(word, io)) !== 'folder') return loadProgram(word, options, io);
	if (options.settings.length > 0) throw noOptions(word);
	return loadModelFolder(word, io);
}

/**
 * Loads the weights in a folder.
 *
 * @throws ALTA9010 where there is no such folder, ALTA9027 where it holds no model, and everything that is wrong with its files.
 */
export async function loadModelFolder(folder: string, io: Io): Promise<LoadedModel> {
	const { loadModel } = await import('@alta-ts/model');
	if ((await kindOfPath(folder, io)) !== 'folder') throw noFolder(folder);
	const files: Record<string, Uint8Array> = {};
	for (const name of MODEL_FILES) {
		if ((await kindOfPath(join(folder, name), io)) === 'file') files[name] = await readBytes(join(folder, name), io);
	}
	if (Object.keys(files).length === 0) {
		throw altaError('ALTA9027', {
			what: `The folder "${folder}" holds no model.`,
			why: `A model is ${MODEL_FILES.join(', ')}; none of them is there.`,
			fix: 'Give a folder that alta compile wrote.',
		});
	}
	try {
		const model = loadModel(files);
		return { model, codec: codecOf(model) };
	} catch (error) {
		if (!isAltaError(error)) throw error;
		throw new AltaError(error.problems.map((problem) => ({ ...problem, where: [`folder ${folder}`, ...problem.where] })));
	}
}

function noFolder(folder: string): AltaError {
	return altaError('ALTA9010', {
		what: `There is no folder "${folder}".`,
		why: 'A model is a folder of three files.',
		fix: 'Give a folder that alta compile wrote; its path starts from the current folder.',
	});
}

/** The files of a model in a folder. */
export const MODEL_FILES: readonly string[] = ['config.json', 'layout.json', 'model.safetensors'];

function codecOf({ name, codec, config }: Model): Codec {
	if (codec !== undefined) return findTask(codec.name).codec(codec.options);
	const tokens = config.input.kind === 'tokens' ? config.input.tokens : [];
	return spelledCodec({ name, tokens, maxLength: config.maxLength });
}
