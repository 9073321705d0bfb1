import { compile } from '@alta-ts/compiler';
import { type AltaError, altaError, closest, isAltaError } from '@alta-ts/diagnostics';
import { longestInput, type Model, type TensorDType } from '@alta-ts/model';
import { type Codec, library } from '@alta-ts/programs';
import { createTransformer, dtypeOf } from '@alta-ts/transformer';
import { modelSide, programSide, type Side } from '@alta-ts/verify';
import type { Arguments } from './arguments.js';
import { backendNames } from './backend-table.js';
import { warnInexact } from './certificate-text.js';
import { readWeightSettings } from './compile-loaded.js';
import { readDType } from './dtype.js';
import type { BackendUse } from './engine.js';
import { kindOfPath } from './files.js';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';
import { loadSource, type Source } from './load-source.js';
import { checkDType, DEFAULT_BACKEND, openBackend } from './open-backend.js';
import { isRaspFile, readRaspSettings } from './rasp-options.js';

/** A or B of `alta diff`, as it was written: what runs, and on what. */
export interface SideWord {
	readonly letter: 'A' | 'B';
	/** A PROGRAM. */
	readonly program: string;
	/** `interpreter`, or the name of a backend that weights run on. */
	readonly engine: string | undefined;
}

const INTERPRETER = 'interpreter';

/** What a program can be followed by, after `@`. */
export const engineNames: readonly string[] = [INTERPRETER, ...backendNames];

/**
 * Reads A and B: `PROGRAM`, `PROGRAM@ENGINE`, and for B `@ENGINE`, which is the program of A on another engine.
 *
 * @throws ALTA9004 for an engine there is none of, ALTA9005 where A has no program.
 */
export async function readSideWords([a = '', b = '']: readonly string[], io: Io): Promise<readonly [SideWord, SideWord]> {
	const first = await readSideWord('A', a, io);
	const second = await readSideWord('B', b, io);
	if (first.program === '') {
		throw altaError('ALTA9005', {
			what: `A is "${a}", which names no program.`,
			where: ['alta diff'],
			why: 'Only B may be an engine alone: it is the program of A, then.',
			fix: `Write the program before it: PROGRAM${a}.`,
		});
	}
	return [first, second.program === '' ? { ...second, program: first.program } : second];
}

async function readSideWord(letter: SideWord['letter'], word: string, io: Io): Promise<SideWord> {
	const at = word.lastIndexOf('@');
	const engine = word.slice(at + 1);
	if (at === -1) return { letter, program: word, engine: undefined };
	if (engineNames.includes(engine)) return { letter, program: word.slice(0, at), engine };
	if (/[./\\]/.test(engine) || (await kindOfPath(word, io)) !== 'none') return { letter, program: word, engine: undefined };
	const close = closest(engine, engineNames);
	throw altaError('ALTA9004', {
		what: `There is no engine "${engine}".`,
		where: ['alta diff', letter],
		why: `After @ comes one of ${engineNames.join(', ')}.`,
		fix: `Write ${word.slice(0, at)}@${close ?? INTERPRETER}.`,
	});
}

/** A or B, loaded. */
export interface LoadedSide {
	readonly word: SideWord;
	readonly source: Source;
	readonly codec: Codec;
	/** The task of the library it is. */
	readonly task: LoadedProgram['task'];
	/** The most tokens it takes. */
	readonly longest: number;
}

/**
 * Loads both sides. `--set` goes to those that have the option, `--vocab`, `--output` and `--max-length` to RASP files.
 *
 * @throws what loading a PROGRAM throws, ALTA9007 for options that concern neither side, and for weights on the interpreter.
 */
export async function loadSides(
	words: readonly [SideWord, SideWord],
	input: Arguments,
	io: Io,
): Promise<readonly [LoadedSide, LoadedSide]> {
	const hasOption = ({ program }: SideWord, setting: string): boolean => {
		const task = library.find(({ name }) => name === program);
		return task !== undefined && Object.hasOwn(task.defaults, setting.split('=', 1)[0] ?? '');
	};
	const isRasp = ({ program }: SideWord): boolean => isRaspFile(program);
	const load = async (word: SideWord): Promise<LoadedSide> => {
		const settings = input.texts('set').filter((each) => hasOption(word, each) || !words.some((other) => hasOption(other, each)));
		const rasp = isRasp(word) || !words.some(isRasp) ? readRaspSettings(input, word.program) : {};
		return loadedSide(word, await loadSource(word.program, { settings, rasp }, io));
	};
	const sides = [await load(words[0]), await load(words[1])] as const;
	if (!sides.some(isCompiled)) refuseWeightOptions(input);
	return sides;
}

function loadedSide(word: SideWord, source: Source): LoadedSide {
	if ('model' in source) {
		if (word.engine === INTERPRETER) throw noSymbols(word);
		const { model, codec } = source;
		return { word, source, codec, task: model.codec, longest: longestInput(model.config) };
	}
	return { word, source, codec: source.codec, task: source.task, longest: source.program.positions ?? Number.POSITIVE_INFINITY };
}

/** Whether a program is compiled for a side. */
function isCompiled({ word, source }: LoadedSide): boolean {
	return 'program' in source && word.engine !== undefined && word.engine !== INTERPRETER;
}

function refuseWeightOptions(input: Arguments): void {
	const flags = ['causal', 'allow-inexact'].filter((name) => input.flag(name));
	const [given] = [...['target', 'unrolled', 'without'].filter((name) => input.text(name) !== undefined), ...flags];
	if (given === undefined) return;
	throw altaError('ALTA9007', {
		what: `--${given} is given, but nothing is compiled.`,
		where: ['alta diff'],
		why: 'It says how a program becomes weights. Here programs run on symbols, and weights are there already.',
		fix: `Leave --${given} out, or write PROGRAM@${DEFAULT_BACKEND} for weights of a program.`,
	});
}

function noSymbols({ letter, program }: SideWord): AltaError {
	return altaError('ALTA9007', {
		what: `${letter} is a folder of weights on the interpreter.`,
		where: ['alta diff', letter],
		why: 'The interpreter runs programs on symbols, without weights.',
		fix: `Write ${program}@${DEFAULT_BACKEND}, or give the program.`,
	});
}

/** A or B, ready to run. */
export interface OpenedSide {
	readonly side: Side;
	/** Of the program or model. */
	readonly name: string;
	readonly engine: 'interpreter' | 'model';
	readonly backend: BackendUse | null;
	readonly dtype: TensorDType | null;
	readonly dispose: () => void;
}

/**
 * Opens a side. Weights are compiled in f32 unless `--dtype` says otherwise; where they must know the longest input, for the inputs there are.
 *
 * @param longest how many tokens the longest input of this side has.
 * @throws what compiling throws, ALTA9028 and ALTA9037.
 */
export async function openSide({ word, source }: LoadedSide, longest: number, input: Arguments, io: Io): Promise<OpenedSide> {
	if ('program' in source && (word.engine ?? INTERPRETER) === INTERPRETER) {
		const { program } = source;
		return { side: programSide(program), name: program.name, engine: INTERPRETER, backend: null, dtype: null, dispose: () => {} };
	}
	const model = 'model' in source ? source.model : await compiled(source, longest, input, io);
	warnInexact(model, io);
	const { backend, use } = await openBackend(word.engine, io);
	try {
		const dtype = readDType(input) ?? dtypeOf(model);
		checkDType(backend, dtype);
		const side = modelSide(await createTransformer(model, backend, { dtype }));
		return { side, name: model.name, engine: 'model', backend: use, dtype, dispose: () => backend.dispose() };
	} catch (error) {
		backend.dispose();
		throw error;
	}
}

async function compiled(loaded: LoadedProgram, longest: number, input: Arguments, io: Io): Promise<Model> {
	const { profiled: _, ...given } = await readWeightSettings(loaded, input, io);
	const settings = { ...given, dtype: readDType(input) ?? 'f32' };
	const bounded = { ...settings, maxLength: Math.max(1, longest) };
	if (settings.target === 'standard' && loaded.program.positions === undefined) return compile(loaded.program, bounded);
	try {
		return compile(loaded.program, settings);
	} catch (error) {
		if (!isAltaError(error) || error.code !== 'ALTA4006') throw error;
		return compile(loaded.program, bounded);
	}
}
