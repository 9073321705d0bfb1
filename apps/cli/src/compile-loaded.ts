import { type CompileOptions, compile } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { type AltaError, altaError } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import type { Arguments } from './arguments.js';
import { readDType } from './dtype.js';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';
import { type Profiled, readProfile, readWithout } from './pass-options.js';

/** What the command line says about the weights of a program. */
export type CompileSettings = Omit<CompileOptions, 'codec'>;

/** Reads what {@link readWeightSettings} reads, `--dtype` and `--max-length`. */
export async function readPassSettings(loaded: LoadedProgram, input: Arguments, io: Io): Promise<CompileSettings> {
	const dtype = readDType(input);
	const maxLength = input.integer('max-length', 1);
	const { profiled: _, ...settings } = await readWeightSettings(loaded, input, io);
	return { ...settings, ...(dtype === undefined ? {} : { dtype }), ...(maxLength === undefined ? {} : { maxLength }) };
}

/** Reads `--allow-inexact`, what says the architecture, `--without`, and the inputs of `--profile`, which are handed out too. */
export async function readWeightSettings(
	loaded: LoadedProgram,
	input: Arguments,
	io: Io,
): Promise<CompileSettings & { readonly profiled?: Profiled }> {
	const settings = { ...readInexact(input), ...readTarget(loaded.program, input), without: readWithout(input) };
	const profiled = await readProfile(loaded, input, io);
	return profiled === undefined ? settings : { ...settings, profile: profiled.profile, profiled };
}

function readInexact(input: Arguments): Pick<CompileSettings, 'allowInexact'> {
	return input.flag('allow-inexact') ? { allowInexact: true } : {};
}

/** Reads `--target`, `--causal` and `--unrolled`. Throws ALTA9007 for the last of a program without a loop. */
function readTarget(program: Program, input: Arguments): Pick<CompileSettings, 'target' | 'causal' | 'unrolled'> {
	const target = input.text('target') === 'standard' ? 'standard' : 'alta';
	const unrolled = input.integer('unrolled', 1);
	if (unrolled !== undefined && program.stages.every(({ repeat }) => repeat === 1)) throw noLoop(program);
	return { target, ...(input.flag('causal') ? { causal: true } : {}), ...(unrolled === undefined ? {} : { unrolled }) };
}

function noLoop({ name }: Program): AltaError {
	return altaError('ALTA9007', {
		what: '--unrolled is given for a program without a loop.',
		where: [`program ${name}`],
		why: 'Its layers run once, one after the other.',
		fix: 'Leave --unrolled out.',
	});
}

/** Compiles a program that was loaded; the codec of a library program travels along by name. */
export function compileLoaded({ program, task }: LoadedProgram, settings: CompileSettings): Model {
	return compile(program, { ...settings, ...(task === undefined ? {} : { codec: task }) });
}

/** Options that say what weights are compiled for, without the longest input and the data type. */
const FIXED: readonly string[] = ['target', 'unrolled', 'causal', 'profile', 'without', 'allow-inexact'];

/** Options without a value. */
const FLAGS: readonly string[] = ['causal', 'allow-inexact', 'longest'];

/**
 * Weights that are there already.
 *
 * @param others options of the command that can no longer change them either.
 * @throws ALTA9007 where one of these is given, or one that says what weights are compiled for.
 */
export function existing(model: Model, input: Arguments, others: readonly string[]): Model {
	const isGiven = (option: string): boolean => (FLAGS.includes(option) ? input.flag(option) : input.text(option) !== undefined);
	const options = [...others, ...FIXED]
		.filter(isGiven)
		.map((option) => `--${option}`)
		.join(', ');
	if (options === '') return model;
	throw altaError('ALTA9007', {
		what: `${options} is given for weights that are there already.`,
		why: 'It says what a program is compiled for.',
		fix: `Leave ${options} out, or give the program.`,
	});
}
