import { layoutWidth, type Model, type StageConfig, type TensorDType } from '@alta-ts/model';
import { createTransformer } from '@alta-ts/transformer';
import type { Engine } from './engine.js';
import { openBackend } from './open-backend.js';

/** Runs weights on a backend. */
export async function modelEngine(model: Model, backendName: string | undefined, dtype: TensorDType | undefined): Promise<Engine> {
	const { backend, use } = openBackend(backendName);
	const transformer = await createTransformer(model, backend, dtype === undefined ? {} : { dtype });
	return {
		name: 'model',
		backend: use,
		batch: batchFor(model),
		passDepth: Math.max(0, ...model.config.stages.map(depthOf)),
		run: (inputs, budget) => transformer.run(inputs, budget),
		dispose: () => {
			transformer.dispose();
			backend.dispose();
		},
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
