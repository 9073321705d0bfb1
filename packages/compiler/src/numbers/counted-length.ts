import type { Head, Program } from '@alta-ts/core';
import { mostKeys } from '../attention/offsets.js';
import { BESIDES, GUARD_ERROR } from '../attention/score-margins.js';
import { needsGuard, positionNames } from '../attention/selects-at-most-one.js';
import type { CompileOptions } from '../options.js';
import { precisionOf } from './precision.js';
import { mostSummands } from './rounding.js';

/**
 * The longest input of a model for a program that names none: no limit, unless a head can select any number of keys. Then it is the most keys
 * whose weights the dtype can add up. What depends on every single position (the target `standard`, a head that picks one) needs a length that
 * is given.
 */
export function countedLength(program: Program, { dtype = 'f32', target }: CompileOptions): number | undefined {
	const heads = program.stages.flatMap(({ layers }) => layers.flatMap((layer) => layer.heads));
	const positions = positionNames(program);
	const isCounted = (head: Head): boolean =>
		mostKeys(head.where, Infinity) === Infinity && (head.combine === 'mean' || head.combine === 'sum' || needsGuard(positions, head));
	if (target === 'standard' || heads.some(({ combine }) => typeof combine === 'object')) return undefined;
	return heads.some(isCounted) ? mostSummands(precisionOf(dtype), GUARD_ERROR) - BESIDES : undefined;
}
