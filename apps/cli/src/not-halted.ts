import { showValue } from '@alta-ts/core';
import { type ProblemFacts, warning } from '@alta-ts/diagnostics';
import { counted, grouped } from './counted.js';
import type { Input } from './inputs.js';
import type { Io } from './io.js';
import { printAll } from './report-error.js';
import type { Standstill } from './standstill.js';

/** Warns, on standard error, that a run reached its limit of layers, or that it will never halt where that is known. */
export function warnNotHalted(input: Input, layers: number, standstill: Standstill | undefined, io: Io): void {
	const facts = standstill === undefined ? stopped(layers) : never(standstill);
	printAll([warning('ALTA9032', { ...facts, where: input.place })], io);
}

function stopped(layers: number): Omit<ProblemFacts, 'where'> {
	return {
		what: `The program did not halt within ${counted(layers, 'layer')}.`,
		why: 'Its halting condition does not hold yet, so the output is what it had by then.',
		fix: 'Allow more with --max-layers.',
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
