import type { Program } from '@alta-ts/core';
import { interpret, type Run, type RunOptions } from '@alta-ts/interpreter';

/**
 * Runs a program on symbols, which is what the program means. To run its weights, give a compiled model to `createTransformer`.
 *
 * Each call prepares the program anew. For many inputs, keep what `createInterpreter` of `@alta-ts/interpreter` makes.
 *
 * @param program a valid program; `defineProgram` gives no other, and `checkProgram` checks one that was read from a file.
 * @param tokens any number of tokens of its vocabulary, none included, up to its `positions`.
 * @param options how many layers to run (`layers`, `maxLayers`), and whether to record everything that happens (`trace`).
 * @throws AltaError for unknown tokens (ALTA2001), too long an input (ALTA2002) and impossible options (ALTA2003, ALTA2004).
 *
 * @example
 * ```ts
 * import { findTask, run } from 'alta-ts';
 * run(findTask('parity-sequential-relative').program(), ['START', '1', '0', '1']).output // => [0, 1, 1, 0]
 * ```
 */
export function run(program: Program, tokens: readonly string[], options: RunOptions = {}): Run {
	return interpret(program, tokens, options);
}
