import type { Program } from '@alta-ts/core';

/**
 * The program with every loop that ends by a condition replaced by so many passes; a loop with a limit makes no more than that. It is what a
 * model that is compiled with `unrolled` computes.
 */
export function unrolled(program: Program, passes: number): Program {
	return {
		...program,
		stages: program.stages.map((stage) =>
			typeof stage.repeat === 'number' ? stage : { ...stage, repeat: Math.min(passes, stage.repeat.atMost ?? passes) },
		),
	};
}

/** What an input must meet for the unrolled program to give what the program gives. */
export function unrolledConditions({ stages }: Program, passes: number): readonly string[] {
	return stages.some(({ repeat }) => typeof repeat !== 'number')
		? [`every loop halts within ${passes} ${passes === 1 ? 'pass' : 'passes'}, and further passes would change nothing`]
		: [];
}
