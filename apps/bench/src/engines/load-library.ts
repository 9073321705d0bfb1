import { readFileSync } from 'node:fs';
import type { NotRun } from './engine.js';

/** A library of others, loaded only when it is asked for. */
export interface Library<T> {
	readonly library: T;
	/** Its version, where its folder tells. */
	readonly version: string;
}

/**
 * Loads a library that may be missing, and tells how to get it where it is.
 *
 * @param name the package
 * @param load imports it, by a name that tools can see
 */
export async function loadLibrary<T>(name: string, load: () => Promise<T>): Promise<Library<T> | NotRun> {
	try {
		const library = await load();
		return { library, version: installedVersion(name) };
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
			return { notRun: `${name} is not installed; npm install ${name} brings it` };
		return { notRun: `${name} does not load: ${firstLine(error)}` };
	}
}

/** The first line of what an error says. */
export function firstLine(error: unknown): string {
	return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** Looks for the manifest above the file that an import of the package loads. */
function installedVersion(name: string): string {
	let folder = new URL('.', import.meta.resolve(name));
	while (folder.pathname !== '/') {
		try {
			const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
			if (manifest.name === name && typeof manifest.version === 'string') return manifest.version;
		} catch {
			// No manifest here: look further up.
		}
		folder = new URL('..', folder);
	}
	return 'of unknown version';
}
