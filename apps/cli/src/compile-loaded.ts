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
}

/** Reads `--dtype` and `--max-length`. */
export function readCompileSettings(input: Arguments): CompileSettings {
	const dtype = readDType(input);
	const maxLength = input.integer('max-length', 1);
	return { ...(dtype === undefined ? {} : { dtype }), ...(maxLength === undefined ? {} : { maxLength }) };
}

/** Compiles a program that was loaded; the codec of a library program travels along by name. */
export function compileLoaded({ program, task }: LoadedProgram, settings: CompileSettings): Model {
	return compile(program, { ...settings, ...(task === undefined ? {} : { codec: task }) });
}

/** Weights that are there already. Throws ALTA9007 for `--max-length`, which can no longer change them. */
export function existing(model: Model, input: Arguments): Model {
	if (input.text('max-length') === undefined) return model;
	throw altaError('ALTA9007', {
		what: '--max-length is given for weights that are there already.',
		why: 'It says what a program is compiled for.',
		fix: 'Leave --max-length out, or give the program.',
	});
}
