import type { Model, TensorDType } from '@alta-ts/model';
import { createTransformer, dtypeOf, type Transformer } from '@alta-ts/transformer';
import type { BackendUse } from './engine.js';
import type { Io } from './io.js';
import { checkDType, openBackend } from './open-backend.js';

/** A model on a backend of its own. */
export interface OpenedTransformer {
	readonly transformer: Transformer;
	readonly use: BackendUse;
	/** What the numbers are. */
	readonly dtype: TensorDType;
	/** Gives back the transformer and the backend. */
	readonly dispose: () => void;
}

/**
 * Opens a model on a backend, in the data type of its weights unless told otherwise.
 *
 * @throws ALTA9028 for a backend that does not work here, ALTA9037 for a data type that it does not have, and whatever it refuses.
 */
export async function openTransformer(
	model: Model,
	backendName: string | undefined,
	asked: TensorDType | undefined,
	io: Io,
): Promise<OpenedTransformer> {
	const { backend, use } = await openBackend(backendName, io);
	try {
		const dtype = asked ?? dtypeOf(model);
		checkDType(backend, dtype);
		const transformer = await createTransformer(model, backend, { dtype });
		return {
			transformer,
			use,
			dtype,
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
