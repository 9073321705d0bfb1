import { altaError } from '@alta-ts/diagnostics';
import { type Random, randomInteger } from './random.js';
import type { LengthLimits } from './task.js';

/** The lengths a task takes. */
export interface TaskLengths {
	/** Name of the task, for errors. */
	readonly task: string;
	/** What lengths are counted in. */
	readonly unit: string;
	readonly least: number;
	/** Undefined where there is no limit. */
	readonly most: number | undefined;
}

/**
 * A length within the limits and among those the task takes, each equally likely.
 *
 * @throws ALTA8006 when there is none.
 */
export function randomLength(random: Random, limits: LengthLimits, { task, unit, least, most }: TaskLengths): number {
	const from = Math.ceil(Math.max(least, limits.minLength ?? 0));
	const to = Math.floor(Math.min(limits.maxLength, most ?? Number.POSITIVE_INFINITY));
	if (from <= to && Number.isFinite(to)) return randomInteger(random, from, to);
	const taken = most === undefined ? `at least ${least}` : `${least} to ${most}`;
	throw altaError('ALTA8006', {
		what: `No text has from ${limits.minLength ?? 0} to ${limits.maxLength} ${unit} here.`,
		where: [`task ${task}`],
		why: `The program takes ${taken} ${unit}.`,
		fix: 'Ask for lengths the program takes, the shortest not above the longest.',
	});
}
