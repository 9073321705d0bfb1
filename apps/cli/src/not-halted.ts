import { warning } from '@alta-ts/diagnostics';
import type { Input } from './inputs.js';
import type { Io } from './io.js';
import { printAll } from './report-error.js';

/** Warns, on standard error, that a run reached its limit of layers. */
export function warnNotHalted(input: Input, layers: number, io: Io): void {
	const problem = warning('ALTA9032', {
		what: `The program did not halt within ${layers} layers.`,
		where: input.place,
		why: 'Its halting condition does not hold yet, so the output is what it had by then.',
		fix: 'Allow more with --max-layers.',
	});
	printAll([problem], io);
}
