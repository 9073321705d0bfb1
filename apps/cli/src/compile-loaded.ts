import { compile } from '@alta-ts/compiler';
import type { Model } from '@alta-ts/model';
import type { DType } from './dtype.js';
import type { LoadedProgram } from './load-program.js';

/** Compiles a program that was loaded; the codec of a library program travels along by name. */
export function compileLoaded({ program, task }: LoadedProgram, dtype: DType | undefined): Model {
	return compile(program, { ...(dtype === undefined ? {} : { dtype }), ...(task === undefined ? {} : { codec: task }) });
}
