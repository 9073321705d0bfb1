import type { Model } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import type { Rows } from './dense-layer.js';

/** The residual stream before the first layer of a model's run on an input, and after each of its layers, or of the first few. */
export async function layerStates(model: Model, tokens: readonly string[], layers?: number): Promise<readonly Rows[]> {
	const states: Rows[] = [];
	const backend = createReferenceBackend();
	const transformer = await createTransformer(model, backend);
	await transformer.run([tokens], {
		...(layers === undefined ? {} : { layers }),
		hooks: [
			{
				name: (name) => name === 'embedding' || name.endsWith('.afterUpdates'),
				visit: ({ columns, data }) => void states.push({ columns, data }),
			},
		],
	});
	backend.dispose();
	return states;
}
