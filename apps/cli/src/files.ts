import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AltaError, altaError, isAltaError } from '@alta-ts/diagnostics';
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

/** The most that is read from what does not say how long it is, such as a pipe or a device, and the most that is taken as text. */
const MOST_BYTES = 2 ** 28;

/** The bytes of a file. Throws ALTA9010, ALTA9011, ALTA9012 or ALTA9016. */
export async function readBytes(path: string, io: Io): Promise<Uint8Array> {
	try {
		const file = await open(resolve(io.cwd, path));
		try {
			if ((await file.stat()).isFile()) return await file.readFile();
			return await readStream(file.createReadStream({ autoClose: false }), `"${path}"`);
		} finally {
			await file.close();
		}
	} catch (error) {
		throw fileError(path, error);
	}
}

/** All bytes of a stream. Throws ALTA9016 for one without an end in sight. */
export async function readStream(stream: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		length += chunk.length;
		if (length > MOST_BYTES) throw tooLarge(name);
	}
	return Buffer.concat(chunks);
}

function tooLarge(name: string): AltaError {
	return altaError('ALTA9016', {
		what: `${name} is too large.`,
		why: `More than ${MOST_BYTES / 2 ** 20} MiB are not read at once.`,
		fix: 'Split it, and run the parts one after the other.',
	});
}

/** A file of text, or standard input for `-`. Throws ALTA9010 to ALTA9013 and ALTA9016. */
export async function readText(path: string, io: Io): Promise<string> {
	const name = path === '-' ? 'Standard input' : `"${path}"`;
	const bytes = path === '-' ? await io.readStdin() : await readBytes(path, io);
	if (bytes.length > MOST_BYTES) throw tooLarge(name);
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		if (!text.includes('\0')) return text;
	} catch {
		// Told below: the decoder only says that the bytes are not UTF-8.
	}
	throw altaError('ALTA9013', {
		what: `${name} is not a text.`,
		why: 'It has bytes that are not text in UTF-8.',
		fix: 'Give a text file.',
	});
}

function fileError(path: string, error: unknown): AltaError {
	if (isAltaError(error)) return error;
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
	const message = error instanceof Error ? error.message : String(error);
	const [, reason] = /^[A-Z0-9]+: ([^,]+)/.exec(message) ?? [];
	return `The system says: ${reason ?? message}.`;
}
