import { layoutWidth, type Model, type StageConfig, type TensorDType } from '@alta-ts/model';
import type { Engine } from './engine.js';
import type { Io } from './io.js';
import { openTransformer } from './open-transformer.js';

/** Runs weights on a backend. */
export async function modelEngine(model: Model, backendName: string | undefined, dtype: TensorDType | undefined, io: Io): Promise<Engine> {
	const { transformer, use, dispose } = await openTransformer(model, backendName, dtype, io);
	return {
		name: 'model',
		backend: use,
		batch: batchFor(model),
		passDepth: Math.max(0, ...model.config.stages.map(depthOf)),
		run: (inputs, budget) => transformer.run(inputs, budget),
		dispose,
	};
}

/** Blocks that continue a layer do not count. */
function depthOf({ layers }: StageConfig): number {
	return layers.filter(({ continues }) => continues !== true).length;
}

/** The most inputs that run together, and the most numbers of their residual streams: a batch runs as long as its longest input. */
const MOST_INPUTS = 32;
const MOST_NUMBERS = 2 ** 18;

/** How long inputs are taken to be where a model does not limit them. */
const USUAL_LENGTH = 32;

function batchFor({ layout, config }: Model): number {
	const numbers = (config.maxLength ?? USUAL_LENGTH) * layoutWidth(layout);
	return Math.max(1, Math.min(MOST_INPUTS, Math.floor(MOST_NUMBERS / numbers)));
}
