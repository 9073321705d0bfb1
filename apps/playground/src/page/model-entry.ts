import type { ModelFile } from '@alta-ts/model';
import { failureOf, MachineError } from '../machine/failure.js';
import type { ModelFacts, ModelSource } from '../machine/machine.js';
import type { ShippedModel } from '../shipped-models.js';

/** Weights that can be chosen. */
export interface ModelEntry {
	readonly value: string;
	readonly title: string;
	/** How an input is written. */
	readonly hint: string;
	/** Inputs to try. */
	readonly examples: readonly string[];
	readonly source: ModelSource;
}

/** Weights that come with the page. */
export function shippedEntry({ name, ...words }: ShippedModel): ModelEntry {
	return { value: name, ...words, source: { address: new URL(`models/${name}/`, document.baseURI).href } };
}

/** The value of weights of the visitor's. */
export const OWN = 'own';

const FILES: readonly ModelFile[] = ['config.json', 'layout.json', 'model.safetensors'];

/** Weights in a folder of the visitor's. What is missing or wrong shows when they are loaded. */
export async function folderEntry(chosen: Iterable<File>): Promise<ModelEntry> {
	const files: Record<string, Uint8Array> = {};
	let folder = 'Your folder';
	for (const file of chosen) {
		const [top = folder, ...rest] = file.webkitRelativePath.split('/');
		folder = top;
		const name = rest.join('/');
		if (!FILES.some((each) => each === name)) continue;
		files[name] = await bytesOf(file);
	}
	return { value: OWN, title: folder, hint: '', examples: [], source: { files } };
}

async function bytesOf(file: File): Promise<Uint8Array> {
	try {
		return new Uint8Array(await file.arrayBuffer());
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new MachineError({ message: `The file ${file.webkitRelativePath} could not be read: ${reason}` });
	}
}

/** What is wrong with a folder, with its name. */
export function folderError(folder: string, error: unknown): MachineError {
	const failure = failureOf(error);
	if ('message' in failure) return new MachineError(failure);
	return new MachineError({ problems: failure.problems.map((problem) => ({ ...problem, where: [folder, ...problem.where] })) });
}

/** The same once it is known what they are. */
export function ownEntry(entry: ModelEntry, { task, examples }: ModelFacts): ModelEntry {
	return { ...entry, hint: task ?? 'Tokens, separated by spaces.', examples };
}
