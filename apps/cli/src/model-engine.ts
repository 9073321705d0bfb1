import type { Model } from '@alta-ts/model';
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
		batch: 32,
		run: (inputs, budget) => transformer.run(inputs, budget),
		dispose: () => {
			transformer.dispose();
			backend.dispose();
		},
	};
}
