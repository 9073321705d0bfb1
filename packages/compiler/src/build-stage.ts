import type { StageConfig } from '@alta-ts/model';
import { buildHalting } from './halting.js';
import { runsAgain } from './runs-again.js';
import type { Target } from './target.js';

/**
 * Makes a stage: its layers once, and how often they run.
 *
 * @param unrolled whether the layers are repeated in the config instead, with the same weights; the stage must run a fixed number of times.
 */
export function buildStage(target: Target, index: number, unrolled: boolean): StageConfig {
	const { context } = target;
	const stage = context.program.stages[index];
	if (stage === undefined) throw new Error(`internal: no stage ${index}`);
	const path = [`stage ${index}`];
	const again = runsAgain(context.program, stage);
	const { repeat } = stage;
	const layers = stage.layers.flatMap((layer, position) =>
		target.buildLayer(`stage.${index}.layer.${position}`, layer, [...path, `layer ${position}`], again),
	);
	if (typeof repeat === 'number')
		return unrolled ? { layers: Array.from({ length: repeat }, () => layers).flat(), repeat: 1 } : { layers, repeat };
	return {
		layers,
		repeat: {
			...(repeat.atMost === undefined ? {} : { atMost: repeat.atMost }),
			until: buildHalting(context, `stage.${index}.until`, repeat.until, path),
		},
	};
}
