import { altaError } from '@alta-ts/diagnostics';

/** The error, ALTA5025, of a `gather` step that is asked for an entry its table does not have. For authors of backends. */
export function outsideTableError(where: readonly string[], row: number, index: number, entries: number): Error {
	return altaError('ALTA5025', {
		what: `Row ${row} asks for entry ${index} of a table of ${entries}.`,
		where: [...where, `row ${row}`],
		why: 'gather reads row indices[r] of its table, which must exist.',
		fix: `Pass indices from 0 to ${entries - 1}.`,
	});
}

/** Refuses, with ALTA5027, a batch whose longest sequence is longer than the offset bias of a head covers. For authors of backends. */
export function refuseTooLong(longest: number, biases: number, head: string, where: readonly string[]): void {
	const limit = (biases + 1) / 2;
	if (longest <= limit) return;
	throw altaError('ALTA5027', {
		what: `A sequence has ${longest} positions, the offset bias of head "${head}" covers ${limit}.`,
		where: [...where, `head ${head}`],
		why: `${biases} biases cover offsets from ${1 - limit} to ${limit - 1}.`,
		fix: `Pass sequences of at most ${limit} positions.`,
	});
}

/** The longest sequence of a ragged batch, by its row starts. */
export function longestSequence(starts: ArrayLike<number>): number {
	let longest = 0;
	for (let sequence = 0; sequence + 1 < starts.length; sequence++) {
		longest = Math.max(longest, (starts[sequence + 1] ?? 0) - (starts[sequence] ?? 0));
	}
	return longest;
}
