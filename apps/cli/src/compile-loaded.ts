import { compile } from '@alta-ts/compiler';
import { altaError } from '@alta-ts/diagnostics';
import type { Model, TensorDType } from '@alta-ts/model';
import type { Arguments } from './arguments.js';
import { readDType } from './dtype.js';
import type { LoadedProgram } from './load-program.js';

/** What the command line says about the weights of a program. */
export interface CompileSettings {
	readonly dtype?: TensorDType;
	/** The longest input, in positions. */
	readonly maxLength?: number;
	readonly target?: 'alta' | 'standard';
	readonly causal?: true;
	readonly unrolled?: number;
}

/** Reads `--dtype`, `--max-length` and what {@link readTarget} reads. */
export function readCompileSettings(input: Arguments): CompileSettings {
	const dtype = readDType(input);
	const maxLength = input.integer('max-length', 1);
	return { ...(dtype === undefined ? {} : { dtype }), ...(maxLength === undefined ? {} : { maxLength }), ...readTarget(input) };
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

/** Weights that are there already. Throws ALTA9007 for options that can no longer change them. */
export function existing(model: Model, input: Arguments, fixed: readonly string[] = ['max-length', 'target', 'unrolled', 'causal']): Model {
	const isGiven = (option: string): boolean => (option === 'causal' ? input.flag(option) : input.text(option) !== undefined);
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
