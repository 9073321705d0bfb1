import type { Program } from '@alta-ts/core';
import { createInterpreter, evaluate, type Run, type RunOptions } from '@alta-ts/interpreter';

/** Runs a program on symbols. */
export type Evaluator = (program: Program, tokens: readonly string[], options?: RunOptions) => Run;

/** Both evaluators: the one that defines what programs mean, and the fast one. */
export const evaluators: Readonly<Record<string, Evaluator>> = {
	evaluate,
	interpreter: (program, tokens, options) => createInterpreter(program).run(tokens, options),
};
