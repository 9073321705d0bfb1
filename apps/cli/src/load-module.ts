import { createRequire } from 'node:module';
import { resolve } from 'node:path';
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
	const text = jsonText(await quietly(() => defaultExport(path, resolve(io.cwd, path))));
	if (text?.startsWith('{"format":') === true) return text;
	const isLowered = text?.startsWith('{"program":{"format":') === true;
	const isNode = /^\{"op":"/.test(text ?? '');
	throw altaError('ALTA9021', {
		what: `The default export of "${path}" is not a Program.`,
		why: 'A module given as a program exports what `defineProgram` returns, or the `program` that `lower` gives.',
		fix:
			isLowered || isNode
				? 'Write `export default lower(x, { name, vocabulary, maxLength }).program`.'
				: 'Write `export default defineProgram({ … })`.',
	});
}

/** The JSON of a value, in the form of a Program file; nothing for a value that has none. */
function jsonText(value: unknown): string | undefined {
	try {
		return JSON.stringify(value, (_, each: unknown) => {
			if (each === undefined) return null;
			return each instanceof Set ? { set: [...each] } : each;
		});
	} catch {
		return undefined;
	}
}

/** Runs code of others with its standard output turned to standard error, so that ours holds nothing but answers. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
	const { stdout, stderr } = process;
	const write = stdout.write.bind(stdout);
	stdout.write = stderr.write.bind(stderr);
	try {
		return await run();
	} finally {
		stdout.write = write;
	}
}

async function defaultExport(path: string, file: string): Promise<unknown> {
	const { createJiti } = await import('jiti');
	try {
		// Not left to Node, which strips types only from version 22.18 on, and finds our packages only where they are installed.
		return await createJiti(file, { fsCache: false, moduleCache: false, alias: ownPackages() }).import(file, { default: true });
	} catch (error) {
		if (isAltaError(error)) throw error;
		throw altaError('ALTA9022', {
			what: `"${path}" cannot be loaded.`,
			why: `It failed with ${reasonOf(error)}`,
			fix: 'Correct the module, or what it imports.',
		});
	}
}

/** Where a module finds alta-ts: in the packages that belong to this command, so that a program needs no installation of its own. */
function ownPackages(): Record<string, string> {
	const { resolve: find } = createRequire(import.meta.url);
	const found: Record<string, string> = {};
	for (const name of PACKAGES) {
		try {
			found[name] = find(name);
		} catch {
			// Not built or not installed: then the module has to find it by itself.
		}
	}
	return found;
}

const PACKAGES = ['alta-ts', '@alta-ts/core', '@alta-ts/programs', '@alta-ts/diagnostics'];

function reasonOf(error: unknown): string {
	const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return text.replace(/\s+/g, ' ').trim();
}
