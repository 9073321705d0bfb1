import type { Model } from '@alta-ts/model';
import type { AdapterInfo } from '@alta-ts/tensor';
import { createTransformer, type TransformerRun } from '@alta-ts/transformer';
import type { BackendTable } from './backend-table.js';

/** A model on a backend of its own. */
export interface OpenModel {
	readonly model: Model;
	/** The name under which the backend was asked for. */
	readonly requested: string;
	readonly executed: string;
	readonly adapter: AdapterInfo;
	run(tokens: readonly string[]): Promise<TransformerRun>;
	dispose(): void;
}

/** Opens a backend and puts a model on it. Throws what either refuses. */
export async function openModel(model: Model, requested: string, table: BackendTable): Promise<OpenModel> {
	const load = Object.hasOwn(table, requested) ? table[requested] : undefined;
	if (load === undefined) throw new Error(`internal: there is no backend ${requested}`);
	const backend = await (await load()).create();
	try {
		const transformer = await createTransformer(model, backend);
		return {
			model,
			requested,
			executed: backend.name,
			adapter: backend.adapter,
			run: async (tokens) => {
				const [run] = await transformer.run([tokens]);
				if (run === undefined) throw new Error('internal: a run of one input gave nothing');
				return run;
			},
			dispose: () => {
				transformer.dispose();
				backend.dispose();
			},
		};
	} catch (error) {
		backend.dispose();
		throw error;
	}
}
