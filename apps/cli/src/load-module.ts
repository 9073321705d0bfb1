import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { altaError, isAltaError } from '@alta-ts/diagnostics';
import type { Io } from './io.js';

/**
 * The default export of a JavaScript or TypeScript module, as JSON text in the form of a Program file.
 *
 * Going through JSON makes a module's program pass the same checks as one from a file.
 *
 * @throws ALTA9021, ALTA9022, and whatever error of ours the module throws itself.
 */
export async function readModuleProgram(path: string, io: Io): Promise<string> {
	const text = JSON.stringify(await defaultExport(path, resolve(io.cwd, path)), (_, value: unknown) => {
		if (value === undefined) return null;
		return value instanceof Set ? { set: [...value] } : value;
	});
	if (text.startsWith('{"format":')) return text;
	throw altaError('ALTA9021', {
		what: `The default export of "${path}" is not a Program.`,
		why: 'A module given as a program exports what `defineProgram` returns.',
		fix: 'Write `export default defineProgram({ … })`.',
	});
}

async function defaultExport(path: string, file: string): Promise<unknown> {
	try {
		const module = /\.m?ts$/.test(file) ? await importTypeScript(file) : await import(pathToFileURL(file).href);
		return typeof module === 'object' && module !== null && 'default' in module ? module.default : null;
	} catch (error) {
		if (isAltaError(error)) throw error;
		throw altaError('ALTA9022', {
			what: `"${path}" cannot be loaded.`,
			why: `It failed with ${reasonOf(error)}`,
			fix: 'Correct the module, or what it imports.',
		});
	}
}

/** Strips the types of a module and of the modules it imports. Node can do that itself only from version 22.18 on. */
async function importTypeScript(file: string): Promise<unknown> {
	const { createJiti } = await import('jiti');
	return createJiti(pathToFileURL(file).href, { fsCache: false, moduleCache: false }).import(file);
}

function reasonOf(error: unknown): string {
	const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return text.replace(/\s+/g, ' ').trim();
}
