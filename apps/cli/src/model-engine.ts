import { layoutWidth, type Model } from '@alta-ts/model';
import { createTransformer } from '@alta-ts/transformer';
import type { DType } from './dtype.js';
import type { Engine } from './engine.js';
import { openBackend } from './open-backend.js';

/** Runs weights on a backend. */
export async function modelEngine(model: Model, backendName: string | undefined, dtype: DType | undefined): Promise<Engine> {
	const { backend, use } = openBackend(backendName);
	const transformer = await createTransformer(model, backend, dtype === undefined ? {} : { dtype });
	return {
		name: 'model',
		backend: use,
		batch: batchFor(model),
		run: (inputs, budget) => transformer.run(inputs, budget),
		dispose: () => {
			transformer.dispose();
			backend.dispose();
		},
	};
}

/** The most inputs that run together, and the most numbers of their residual streams: a batch runs as long as its longest input. */
const MOST_INPUTS = 32;
const MOST_NUMBERS = 2 ** 18;

function batchFor({ layout, config: { maxLength = MOST_INPUTS } }: Model): number {
	return Math.max(1, Math.min(MOST_INPUTS, Math.floor(MOST_NUMBERS / (maxLength * layoutWidth(layout)))));
}
