import type { Model } from '@alta-ts/model';
import { createTransformer, type Transformer } from '@alta-ts/transformer';
import { openBackend } from './open-backend.js';

/** Opens a model on the reference backend, for as long as it is used. */
export async function withTransformer<Result>(model: Model, use: (transformer: Transformer) => Promise<Result>): Promise<Result> {
	const { backend } = openBackend();
	const transformer = await createTransformer(model, backend);
	try {
		return await use(transformer);
	} finally {
		transformer.dispose();
		backend.dispose();
	}
}
