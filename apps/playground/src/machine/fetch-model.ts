import { loadModel, type Model, type ModelFile } from '@alta-ts/model';

const FILES: readonly ModelFile[] = ['config.json', 'layout.json', 'model.safetensors'];

/**
 * Loads the model in the folder at an address.
 *
 * @throws AltaError ALTA3301 for a file that is not there, and for everything that is wrong with the files.
 */
export async function fetchModel(folder: string): Promise<Model> {
	const files: Record<string, Uint8Array> = {};
	await Promise.all(
		FILES.map(async (name) => {
			const response = await fetch(new URL(name, folder));
			if (response.ok) files[name] = new Uint8Array(await response.arrayBuffer());
		}),
	);
	return loadModel(files);
}
