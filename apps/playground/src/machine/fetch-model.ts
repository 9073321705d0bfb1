import { altaError } from '@alta-ts/diagnostics';
import { loadModel, type Model, type ModelFile } from '@alta-ts/model';
import type { ModelSource } from './machine.js';

const FILES: readonly ModelFile[] = ['config.json', 'layout.json', 'model.safetensors'];

/**
 * Fetches and reads a model.
 *
 * @throws AltaError ALTA3301 for a file that is not there, and for everything that is wrong with the files.
 */
export async function fetchModel(source: ModelSource): Promise<Model> {
	return loadModel('files' in source ? source.files : await fetchFiles(source.address));
}

async function fetchFiles(address: string): Promise<Readonly<Record<string, Uint8Array>>> {
	const files: Record<string, Uint8Array> = {};
	const missing = await Promise.all(
		FILES.map(async (name) => {
			const fetched = await fetchBytes(new URL(name, address).href);
			if (!(fetched instanceof Uint8Array)) return [`${name}: ${fetched.reason}.`];
			files[name] = fetched;
			return [];
		}),
	);
	const reasons = missing.flat();
	if (reasons.length === 0) return files;
	throw altaError('ALTA3301', {
		what: 'The weights did not come from the server.',
		where: [address],
		why: reasons.join(' '),
		fix: 'Run again in a moment. If it stays, the folder "models" of the page has to be put where the page is served.',
	});
}

async function fetchBytes(url: string): Promise<Uint8Array | { readonly reason: string }> {
	try {
		const response = await fetch(url);
		return response.ok ? new Uint8Array(await response.arrayBuffer()) : { reason: `the server answers ${response.status}` };
	} catch {
		return { reason: 'the server cannot be reached' };
	}
}
