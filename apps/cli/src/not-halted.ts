import { showValue } from '@alta-ts/core';
import { type ProblemFacts, warning } from '@alta-ts/diagnostics';
import { counted, grouped } from './counted.js';
import type { Input } from './inputs.js';
import type { Io } from './io.js';
import { printAll } from './report-error.js';
import type { Standstill } from './standstill.js';

/** What is known of a run that did not halt. */
interface NotHalted {
	/** Why it will never halt, where that is known. */
	readonly standstill: Standstill | undefined;
	/** Whether its loop makes no further passes, however many layers are allowed. */
	readonly ended?: boolean;
}

/** Warns, on standard error, that a run reached its limit of layers, or that it will never halt where that is known. */
export function warnNotHalted(input: Input, layers: number, { standstill, ended = false }: NotHalted, io: Io): void {
	const facts = standstill !== undefined ? never(standstill) : ended ? over(layers) : stopped(layers);
	printAll([warning('ALTA9032', { ...facts, where: input.place })], io);
}

function stopped(layers: number): Omit<ProblemFacts, 'where'> {
	return {
		what: `The program did not halt within ${counted(layers, 'layer')}.`,
		why: 'Its halting condition does not hold yet, so the output is what it had by then.',
		fix: 'Allow more with --max-layers.',
	};
}

function over(layers: number): Omit<ProblemFacts, 'where'> {
	return {
		what: `The program did not halt within ${counted(layers, 'layer')}, and has no more.`,
		why: 'Its halting condition does not hold after the last pass, so the output is what it had by then.',
		fix: 'Compile it with more passes (--unrolled), or give its loop a larger `atMost`.',
	};
}

function never({ layers, depth, until, position, value }: Standstill): Omit<ProblemFacts, 'where'> {
	const from = `from layer ${grouped(layers + 1)} on`;
	const [is, should] = [showValue(value), showValue(until.equals)];
	return {
		what: `The program will never halt: ${depth === 1 ? `${from} nothing changes any more` : `${from} every pass ends as it began`}.`,
		why: `It halts when "${until.variable}" is ${should} at every position, and at position ${position} it stays ${is}.`,
		fix: `Look at what should make "${until.variable}" ${should} at position ${position}.`,
	};
}
