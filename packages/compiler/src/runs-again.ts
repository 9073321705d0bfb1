import type { Program, Stage } from '@alta-ts/core';

/** Whether the layers of a stage can run twice: it loops, or takes up the layers a caller asks for beyond the program's own. */
export function runsAgain({ stages }: Program, stage: Stage): boolean {
	return stage.repeat !== 1 || isElastic(stages, stage);
}

/** Whether a run of exactly so many layers stretches this stage: the one that loops until a condition holds, or the last one where none does. */
export function isElastic(stages: readonly Stage[], stage: Stage): boolean {
	return typeof stage.repeat === 'object' || (stage === stages.at(-1) && stages.every(({ repeat }) => typeof repeat === 'number'));
}
