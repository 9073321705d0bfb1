import type { Program } from '@alta-ts/core';
import type { Model } from '@alta-ts/model';
import { type Backend, createReferenceBackend } from '@alta-ts/tensor';
import { type VerifyOptions as OptionsWithBackend, type VerifyReport, verify as verifyOn } from '@alta-ts/verify';

/** How a verification is done. */
export interface VerifyOptions extends Omit<OptionsWithBackend, 'backend'> {
	/** What runs the weights; the reference backend by default, a new one for each call. */
	readonly backend?: Backend;
}

/**
 * Runs a program on symbols and its weights on a backend, and compares every variable at every position after every sublayer, and
 * what came out in the end. The report counts what was compared and names the first difference, if there is one.
 *
 * @param program what the model was compiled from.
 * @param inputs the tokens of each input.
 * @throws AltaError for inputs that the program or the model refuses.
 *
 * @example
 * ```ts
 * import { compile, findTask, verify } from 'alta-ts';
 * const program = findTask('parity-sequential-relative').program();
 * const report = await verify(program, compile(program), [['START', '1', '1'], ['START', '0']]);
 * [report.inputs, report.layers, report.first] // => [2, 3, null]
 * ```
 */
export async function verify(
	program: Program,
	model: Model,
	inputs: Iterable<readonly string[]>,
	options: VerifyOptions = {},
): Promise<VerifyReport> {
	if (options.backend !== undefined) return verifyOn(program, model, inputs, { ...options, backend: options.backend });
	const backend = createReferenceBackend();
	try {
		return await verifyOn(program, model, inputs, { ...options, backend });
	} finally {
		backend.dispose();
	}
}
