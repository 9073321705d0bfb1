import { altaError } from '@alta-ts/diagnostics';
import { type Backend, createReferenceBackend } from '@alta-ts/tensor';
import { missingReason } from './backend-names.js';
import type { BackendUse } from './engine.js';

/** Opens the backend of `--backend`, the reference backend by default. Throws ALTA9028 for one that is not available. */
export function openBackend(name = 'reference'): { readonly backend: Backend; readonly use: BackendUse } {
	if (name !== 'reference') {
		throw altaError('ALTA9028', {
			what: `The backend ${name} is not available.`,
			why: missingReason,
			fix: 'Use --backend reference; alta backends tells what there is.',
		});
	}
	const backend = createReferenceBackend();
	return { backend, use: { requested: name, executed: backend.name, adapter: backend.adapter.name } };
}
