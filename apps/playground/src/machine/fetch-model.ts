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
	await Promise.all(
		FILES.map(async (name) => {
			const response = await fetch(new URL(name, address));
			if (response.ok) files[name] = new Uint8Array(await response.arrayBuffer());
		}),
	);
	return files;
}
