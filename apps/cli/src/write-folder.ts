import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { altaError } from '@alta-ts/diagnostics';
import { errorCode, kindOfPath, systemReason } from './files.js';
import type { Io } from './io.js';
import { MODEL_FILES } from './load-source.js';

/**
 * Writes the files of a model into a folder, all or nothing: they are written beside it and moved there in one step.
 *
 * The folder may be new, empty, or hold a model, which is replaced.
 *
 * @throws ALTA9015 where anything else is, and ALTA9014 where the system refuses.
 */
export async function writeModelFolder(folder: string, files: Readonly<Record<string, Uint8Array>>, io: Io): Promise<void> {
	const target = resolve(io.cwd, folder);
	await refuseForeign(folder, io);
	let beside: string | undefined;
	try {
		await mkdir(dirname(target), { recursive: true });
		beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
		const fresh = join(beside, 'new');
		await mkdir(fresh);
		for (const [name, bytes] of Object.entries(files)) await writeFile(join(fresh, name), bytes);
		if ((await kindOfPath(folder, io)) === 'folder') await rename(target, join(beside, 'old'));
		await rename(fresh, target);
	} catch (error) {
		throw altaError('ALTA9014', {
			what: `"${folder}" cannot be written.`,
			why: systemReason(error),
			fix: 'Check that there is room and that you may write there.',
		});
	} finally {
		if (beside !== undefined) await rm(beside, { recursive: true, force: true });
	}
}

async function refuseForeign(folder: string, io: Io): Promise<void> {
	const kind = await kindOfPath(folder, io);
	if (kind === 'none') return;
	const names = kind === 'folder' ? await readdir(resolve(io.cwd, folder)) : [];
	const foreign = names.find((name) => !MODEL_FILES.includes(name));
	if (kind === 'folder' && foreign === undefined && (names.length === 0 || (await holdsModel(resolve(io.cwd, folder))))) return;
	throw altaError('ALTA9015', {
		what:
			kind === 'file'
				? `"${folder}" is a file.`
				: `"${folder}" is not empty and not a model${foreign === undefined ? '' : `: it holds "${foreign}"`}.`,
		why: 'A model is written into a folder of its own, and nothing but an older model is replaced.',
		fix: 'Choose another folder, or empty this one.',
	});
}

async function holdsModel(folder: string): Promise<boolean> {
	try {
		return (await readFile(join(folder, 'config.json'), 'utf8')).includes('"alta-model/');
	} catch (error) {
		if (errorCode(error) === undefined) throw error;
		return false;
	}
}
