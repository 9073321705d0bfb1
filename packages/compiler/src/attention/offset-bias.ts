import type { Head } from '@alta-ts/core';
import { problem } from '@alta-ts/diagnostics';
import type { Context } from '../context.js';

/**
 * Ranks positions by their offset, for a head that picks one of several selected keys: the best gets 0, each further one the separation
 * of the dtype less. Entry `offset + length − 1`.
 *
 * Refuses (ALTA4002) when the longest input is not known.
 */
export function offsetBias(context: Context, head: Head): readonly number[] {
	const { maxLength, precision, problems } = context;
	if (maxLength === undefined) {
		problems.push(
			problem('ALTA4002', {
				what: `Head ${head.output} picks the ${pickOf(head)} of the selected keys, but the longest input is not known.`,
				where: [`program ${context.program.name}`, `head ${head.output}`],
				why: 'Weights rank positions by a bias for every offset, so there must be a largest offset.',
				fix: 'Give the program `positions`, or compile it with `maxLength` (alta compile --max-length N).',
			}),
		);
		return [0];
	}
	const offsets = Array.from({ length: 2 * maxLength - 1 }, (_, i) => i - maxLength + 1);
	return offsets.map((offset) => 0 - precision.separation * rankOf(pickOf(head), offset, maxLength));
}

function pickOf(head: Head): 'first' | 'last' | 'nearest' {
	return typeof head.combine === 'object' ? head.combine.pick : 'first';
}

/** 0 for the offset that is preferred to all others. Nearest: the earlier of two at one distance, the query's own position last. */
export function rankOf(pick: 'first' | 'last' | 'nearest', offset: number, length: number): number {
	if (pick === 'first') return offset + length - 1;
	if (pick === 'last') return length - 1 - offset;
	if (offset === 0) return 2 * length - 2;
	return offset < 0 ? -2 * offset - 2 : 2 * offset - 1;
}
