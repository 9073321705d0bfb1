import type { StageConfig } from '@alta-ts/model';
import { buildHalting } from './halting.js';
import { runsAgain } from './runs-again.js';
import type { Target } from './target.js';

/**
 * Makes a stage: its layers once, and how often they run.
 *
 * @param unrolled whether the layers are repeated in the config instead, with the same weights. A stage that loops must have a limit then; it
 * becomes one pass, after which its condition is tested, so that a run can tell whether it was long enough.
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
	const copies = (passes: number): StageConfig['layers'] => Array.from({ length: passes }, () => layers).flat();
	if (typeof repeat === 'number') return unrolled ? { layers: copies(repeat), repeat: 1 } : { layers, repeat };
	const until = buildHalting(context, `stage.${index}.until`, repeat.until, path);
	const { atMost } = repeat;
	if (atMost === undefined) return { layers, repeat: { until } };
	return unrolled ? { layers: copies(atMost), repeat: { atMost: 1, until } } : { layers, repeat: { atMost, until } };
}
