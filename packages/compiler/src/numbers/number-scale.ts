import { problem } from '@alta-ts/diagnostics';
import type { Context } from '../context.js';
import { magnitude } from './attainable.js';
import { powerOfTwo } from './precision.js';

/** A power of two above twice the largest absolute value of a numerical variable, so that the MLP can carry it. Refuses (ALTA4004) what has no bound. */
export function numberScale(context: Context, variable: string): number {
	const fact = context.facts.get(variable);
	const largest = fact === undefined ? 0 : magnitude(fact.attainable);
	if (Number.isFinite(largest)) return 2 * powerOfTwo(Math.max(largest, context.precision.smallest));
	context.problems.push(
		problem('ALTA4004', {
			what: `Variable ${variable} has no largest value.`,
			where: [`program ${context.program.name}`, `variable ${variable}`],
			why: 'To replace a number, the MLP carries it through units that are clipped at 1, so it must be scaled by its largest value.',
			fix: 'Bound it: give the loop `atMost`, give sums a longest input (`positions`, or `maxLength` when compiling), or write it from a table.',
		}),
	);
	return 1;
}
