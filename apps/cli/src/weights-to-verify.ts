import { AltaError, isAltaError } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { type CompileSettings, compileLoaded } from './compile-loaded.js';
import type { LoadedProgram } from './load-program.js';

/**
 * Compiles a program for `alta verify`, whose `--max-length` says how long random inputs are, and not what weights are made for.
 *
 * @throws what compiling throws, with the commands that help where the longest input must be known (ALTA4006).
 */
export function weightsToVerify(loaded: LoadedProgram, word: string, settings: CompileSettings): Model {
	try {
		return compileLoaded(loaded, settings);
	} catch (error) {
		if (!isAltaError(error)) throw error;
		const fix =
			`Give the program \`positions\`; or run alta compile ${word} --max-length N -o weights, and then alta verify ${word} --model weights. ` +
			'(--max-length of alta verify is about the inputs it makes.)';
		throw new AltaError(error.problems.map((each) => (each.code === 'ALTA4006' ? { ...each, fix } : each)));
	}
}
