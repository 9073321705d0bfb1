import type { Program } from '@alta-ts/core';

/**
 * The program with loops of at most so many passes. A model that is compiled with `unrolled` computes the same where these loops halt, and
 * goes on with further passes until there were so many.
 */
export function unrolled(program: Program, passes: number): Program {
	return {
		...program,
		stages: program.stages.map((stage) =>
			typeof stage.repeat === 'number'
				? stage
				: { ...stage, repeat: { ...stage.repeat, atMost: Math.min(passes, stage.repeat.atMost ?? passes) } },
		),
	};
}

/** What an input must meet for the unrolled program to give what the program gives. */
export function unrolledConditions({ stages }: Program, passes: number): readonly string[] {
	return stages.some(({ repeat }) => typeof repeat !== 'number')
		? [`every loop halts within ${passes} ${passes === 1 ? 'pass' : 'passes'}, and further passes would change nothing`]
		: [];
}
