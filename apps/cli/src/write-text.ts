import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { altaError } from '@alta-ts/diagnostics';
import { systemReason } from './files.js';
import type { Io } from './io.js';

/** Writes a file of text. Throws ALTA9014 where the system refuses. */
export async function writeText(path: string, text: string, io: Io): Promise<void> {
	try {
		await writeFile(resolve(io.cwd, path), text);
	} catch (error) {
		throw altaError('ALTA9014', {
			what: `"${path}" cannot be written.`,
			why: systemReason(error),
			fix: 'Check that the folder is there, that there is room, and that you may write there.',
		});
	}
}
