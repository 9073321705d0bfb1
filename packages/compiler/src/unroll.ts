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
