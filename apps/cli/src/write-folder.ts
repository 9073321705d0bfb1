import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { altaError } from '@alta-ts/diagnostics';
import { errorCode, kindOfPath, systemReason } from './files.js';
import type { Io } from './io.js';
import { MODEL_FILES } from './load-source.js';

type Files = Readonly<Record<string, Uint8Array>>;

/**
 * Writes the files of a model into a folder, all or nothing: they are written elsewhere on the same disk and moved when they are whole.
 *
 * The folder may be new, empty, or hold a model, which is replaced. What asks the process to end meanwhile has to wait.
 *
 * @throws ALTA9015 where anything else is, and ALTA9014 where the system refuses.
 */
export async function writeModelFolder(folder: string, files: Files, io: Io): Promise<void> {
	const target = resolve(io.cwd, folder);
	await refuseForeign(folder, io);
	const exists = (await kindOfPath(folder, io)) === 'folder';
	uninterrupted(() => {
		try {
			if (exists) fillFolder(target, files);
			else makeFolder(target, files);
		} catch (error) {
			throw altaError('ALTA9014', {
				what: `"${folder}" cannot be written.`,
				why: systemReason(error),
				fix: 'Check that there is room and that you may write there.',
			});
		}
	});
}

/** Makes a folder that is not there, and the folders it is in, or none of them. */
function makeFolder(target: string, files: Files): void {
	const made: string[] = [];
	let beside: string | undefined;
	try {
		for (const folder of missingAncestors(target)) {
			mkdirSync(folder);
			made.unshift(folder);
		}
		beside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
		const fresh = join(beside, 'new');
		mkdirSync(fresh);
		writeFiles(fresh, files);
		renameSync(fresh, target);
	} catch (error) {
		if (beside !== undefined) rmSync(beside, { recursive: true, force: true });
		for (const folder of made) rmdirSync(folder);
		throw error;
	}
	rmdirSync(beside);
}

/** The folders above a path that are not there, outermost first. */
function missingAncestors(path: string): readonly string[] {
	const above = dirname(path);
	return above === path || existsSync(above) ? [] : [...missingAncestors(above), above];
}

/** Fills a folder that is there. It stays the same folder: a shell may be in it, or a disk mounted there. */
function fillFolder(target: string, files: Files): void {
	const inside = mkdtempSync(join(target, '.new-'));
	try {
		writeFiles(inside, files);
		for (const name of Object.keys(files)) renameSync(join(inside, name), join(target, name));
	} finally {
		rmSync(inside, { recursive: true, force: true });
	}
}

function writeFiles(folder: string, files: Files): void {
	for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs something synchronous to its end, whatever signal comes. */
function uninterrupted(run: () => void): void {
	const wait = (): void => {};
	for (const signal of SIGNALS) process.on(signal, wait);
	try {
		run();
	} finally {
		for (const signal of SIGNALS) process.off(signal, wait);
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
