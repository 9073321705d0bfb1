import { altaError } from '@alta-ts/diagnostics';
import type { Arguments } from './arguments.js';
import type { OptionSpec } from './command-line.js';

/** On what a program runs. */
export const engineOption: OptionSpec = {
	name: 'engine',
	value: 'NAME',
	choices: ['interpreter', 'model'],
	help: 'Run on symbols, or compile and run the weights.',
};

/** The options that only weights have. */
const WEIGHT_OPTIONS: readonly string[] = ['backend', 'dtype', 'target', 'unrolled', 'without', 'profile'];
const WEIGHT_FLAGS: readonly string[] = ['causal', 'allow-inexact'];

/**
 * Whether weights run: where `--engine` says so, where an option is about weights, or where there is no program.
 *
 * @param others more options of the command that are about weights.
 * @throws ALTA9007 for `--engine interpreter` then.
 */
export function wantsWeights(input: Arguments, isProgram: boolean, others: readonly string[] = []): boolean {
	const given =
		[...WEIGHT_OPTIONS, ...others].find((name) => input.text(name) !== undefined) ?? WEIGHT_FLAGS.find((name) => input.flag(name));
	const isNeeded = given !== undefined || !isProgram;
	if (input.text('engine') !== 'interpreter') return isNeeded || input.text('engine') === 'model';
	if (!isNeeded) return false;
	throw altaError('ALTA9007', {
		what: `${given === undefined ? 'A folder of weights' : `--${given}`} and --engine interpreter do not go together.`,
		why: 'The interpreter runs programs on symbols, without weights.',
		fix: 'Leave one of them out.',
	});
}
