import { compile, type OptionalPass, type PassReport } from '@alta-ts/compiler';
import type { Profile } from '@alta-ts/core';
import { altaError } from '@alta-ts/diagnostics';
import type { Model, TensorDType } from '@alta-ts/model';
import type { Arguments } from './arguments.js';
import { readDType } from './dtype.js';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';
import { readProfile, readWithout } from './pass-options.js';

/** What the command line says about the weights of a program. */
export interface CompileSettings {
	readonly dtype?: TensorDType;
	/** The longest input, in positions. */
	readonly maxLength?: number;
	readonly target?: 'alta' | 'standard';
	readonly causal?: true;
	readonly unrolled?: number;
	readonly allowInexact?: true;
	/** What the program does on the only inputs that the weights are for. */
	readonly profile?: Profile;
	readonly without?: readonly OptionalPass[];
	/** Told what each pass over the program changed. */
	readonly onPass?: (report: PassReport) => void;
}

/** Reads `--dtype`, `--max-length`, `--allow-inexact` and what {@link readTarget} reads. */
export function readCompileSettings(input: Arguments): CompileSettings {
	const dtype = readDType(input);
	const maxLength = input.integer('max-length', 1);
	const inexact = input.flag('allow-inexact') ? { allowInexact: true as const } : {};
	return { ...(dtype === undefined ? {} : { dtype }), ...(maxLength === undefined ? {} : { maxLength }), ...inexact, ...readTarget(input) };
}

/** Reads what {@link readCompileSettings} reads, `--without`, and the inputs of `--profile`. */
export async function readPassSettings(loaded: LoadedProgram, input: Arguments, io: Io): Promise<CompileSettings> {
	const without = readWithout(input);
	const settings = readCompileSettings(input);
	const profile = await readProfile(loaded, input, io);
	return { ...settings, without, ...(profile === undefined ? {} : { profile }) };
}

/** Reads `--target`, `--causal` and `--unrolled`. */
export function readTarget(input: Arguments): Pick<CompileSettings, 'target' | 'causal' | 'unrolled'> {
	const target = input.text('target') === 'standard' ? 'standard' : 'alta';
	const unrolled = input.integer('unrolled', 1);
	return { target, ...(input.flag('causal') ? { causal: true } : {}), ...(unrolled === undefined ? {} : { unrolled }) };
}

/** Compiles a program that was loaded; the codec of a library program travels along by name. */
export function compileLoaded({ program, task }: LoadedProgram, settings: CompileSettings): Model {
	return compile(program, { ...settings, ...(task === undefined ? {} : { codec: task }) });
}

/** Options without a value. */
const FLAGS: readonly string[] = ['causal', 'allow-inexact', 'longest'];

/** Weights that are there already. Throws ALTA9007 for options that can no longer change them. */
export function existing(
	model: Model,
	input: Arguments,
	fixed: readonly string[] = ['max-length', 'target', 'unrolled', 'causal', 'profile', 'without', 'allow-inexact', 'longest'],
): Model {
	const isGiven = (option: string): boolean => (FLAGS.includes(option) ? input.flag(option) : input.text(option) !== undefined);
	const options = fixed
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
