import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AltaError, altaError } from '@alta-ts/diagnostics';
import type { Io } from './io.js';

/** What a path leads to; `none` where there is nothing. */
export async function kindOfPath(path: string, io: Io): Promise<'file' | 'folder' | 'none'> {
	try {
		return (await stat(resolve(io.cwd, path))).isDirectory() ? 'folder' : 'file';
	} catch (error) {
		if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return 'none';
		throw fileError(path, error);
	}
}

/** The bytes of a file. Throws ALTA9010, ALTA9011 or ALTA9012. */
export async function readBytes(path: string, io: Io): Promise<Uint8Array> {
	try {
		return await readFile(resolve(io.cwd, path));
	} catch (error) {
		throw fileError(path, error);
	}
}

/** A file of text, or standard input for `-`. Throws ALTA9010 to ALTA9013. */
export async function readText(path: string, io: Io): Promise<string> {
	const bytes = path === '-' ? await io.readStdin() : await readBytes(path, io);
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		if (!text.includes('\0')) return text;
	} catch {
		// Told below: the decoder only says that the bytes are not UTF-8.
	}
	throw altaError('ALTA9013', {
		what: `${path === '-' ? 'Standard input' : `"${path}"`} is not a text.`,
		why: 'It has bytes that are not text in UTF-8.',
		fix: 'Give a text file.',
	});
}

function fileError(path: string, error: unknown): AltaError {
	switch (errorCode(error)) {
		case 'ENOENT':
		case 'ENOTDIR':
			return altaError('ALTA9010', {
				what: `There is no file "${path}".`,
				why: 'Nothing is there.',
				fix: 'Check the path; it starts from the current folder.',
			});
		case 'EISDIR':
			return altaError('ALTA9011', { what: `"${path}" is a folder.`, why: 'A file is read here.', fix: 'Name a file in it.' });
		default:
			return altaError('ALTA9012', {
				what: `"${path}" cannot be read.`,
				why: systemReason(error),
				fix: 'Check that the file may be read.',
			});
	}
}

/** The code of an error of the operating system, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the operating system said, as a sentence. */
export function systemReason(error: unknown): string {
	return `The system says: ${error instanceof Error ? error.message : String(error)}.`;
}
