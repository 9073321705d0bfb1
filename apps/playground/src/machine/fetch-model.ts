import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
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
	const problems: Problem[] = [];
	await Promise.all(
		FILES.map(async (name) => {
			const url = new URL(name, address).href;
			const bytes = await fetchBytes(url);
			if (bytes instanceof Uint8Array) files[name] = bytes;
			else problems.push(notServed(name, url, bytes.reason));
		}),
	);
	throwProblems(problems.sort((a, b) => a.what.localeCompare(b.what)));
	return files;
}

async function fetchBytes(url: string): Promise<Uint8Array | { readonly reason: string }> {
	try {
		const response = await fetch(url);
		return response.ok ? new Uint8Array(await response.arrayBuffer()) : { reason: `The server answers ${response.status}.` };
	} catch {
		return { reason: 'The server cannot be reached.' };
	}
}

function notServed(name: string, url: string, why: string): Problem {
	return problem('ALTA3301', {
		what: `The file ${name} of the weights did not come.`,
		where: [url],
		why,
		fix: 'Run again in a moment. If it stays, the folder "models" of the page has to be put where the page is served.',
	});
}
