import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { altaError, isAltaError } from '@alta-ts/diagnostics';
import type { Io } from './io.js';

/**
 * The default export of a JavaScript or TypeScript module, as JSON text in the form of a Program file.
 *
 * Going through JSON makes a module's program pass the same checks as one from a file.
 *
 * @throws ALTA9021 to ALTA9023, and whatever error of ours the module throws itself.
 */
export async function readModuleProgram(path: string, io: Io): Promise<string> {
	if (/\.m?ts$/.test(path) && !runsTypeScript()) {
		throw altaError('ALTA9023', {
			what: `Node ${process.version} cannot import "${path}".`,
			why: 'Importing TypeScript as it is takes Node 22.18 or newer.',
			fix: 'Compile it to JavaScript and give the .js file, or use a newer Node.',
		});
	}
	const text = JSON.stringify(await defaultExport(path, io), (_, value: unknown) => {
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

async function defaultExport(path: string, io: Io): Promise<unknown> {
	try {
		const module: unknown = await import(pathToFileURL(resolve(io.cwd, path)).href);
		return typeof module === 'object' && module !== null && 'default' in module ? module.default : null;
	} catch (error) {
		if (isAltaError(error)) throw error;
		throw altaError('ALTA9022', {
			what: `"${path}" cannot be loaded.`,
			why: `It failed with ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
			fix: 'Correct the module; `node` shows more when it runs the file itself.',
		});
	}
}

function runsTypeScript(): boolean {
	return 'typescript' in process.features && Boolean(process.features.typescript);
}
