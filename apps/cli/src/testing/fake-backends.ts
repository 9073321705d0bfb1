import { type Backend, createReferenceBackend } from '@alta-ts/tensor';
import type { BackendPackage } from '../backend-table.js';

/** A backend that this machine does not have. */
export async function absent(): Promise<BackendPackage> {
	return {
		create: () => {
			throw new Error('a backend that is not available was opened');
		},
		probe: () => ({ available: false, reason: 'There is no device.', fix: 'Buy one.' }),
	};
}

/** The reference backend by another name, which counts how many of it are open. */
export function counting(name: string): { readonly load: () => Promise<BackendPackage>; readonly open: () => number } {
	let open = 0;
	const create = (): Backend => {
		const backend = createReferenceBackend();
		const adapter = { name: 'imitation', description: 'Another name for the reference backend.', software: true };
		open++;
		return {
			...backend,
			name,
			adapter,
			dispose: () => {
				open--;
				backend.dispose();
			},
		};
	};
	const load = async (): Promise<BackendPackage> => ({
		create,
		probe: () => ({ available: true, adapter: { name: 'imitation', description: '', software: true } }),
	});
	return { load, open: () => open };
}
