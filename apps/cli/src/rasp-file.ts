import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Problem, throwProblems } from '@alta-ts/diagnostics';
import { createSession, lintRasp, type Outcome, parseRasp, type RaspValue, type Session, type SessionOptions } from '@alta-ts/rasp';
import { readText } from './files.js';
import type { Io } from './io.js';

/** A session that reads the files it loads from the folder of the file that loads them, and from the current one. */
export function startSession(options: Omit<SessionOptions, 'read'>, io: Io): Session {
	return createSession({ ...options, read: (path, from) => readLoaded(path, from, io) });
}

/** A RASP file that was run, and what is wrong with statements of it and of files that it loads. */
interface RanFile {
	readonly session: Session;
	readonly problems: readonly Problem[];
	/** What is read otherwise than it looks. */
	readonly traps: readonly Problem[];
}

/**
 * Runs a RASP file, with its names at hand afterwards. Nothing is tried on the running example: inputs come later.
 *
 * @throws every problem of the file, and of those it loads.
 */
export async function runRaspFile(path: string, io: Io): Promise<Omit<RanFile, 'problems'>> {
	const { session, problems, traps } = await runStatements(path, io);
	throwProblems([...problems, ...(problems.length === 0 ? [] : traps)]);
	return { session, traps };
}

/**
 * Runs a RASP file as far as it goes: a statement that fails binds nothing, and those after it run all the same.
 *
 * @throws every problem of a file that is not RASP, of which nothing runs.
 */
export async function runStatements(path: string, io: Io): Promise<RanFile> {
	const text = await readText(path, io);
	io.sources.set(path, text);
	const parsed = parseRasp(text, path);
	const traps = lintRasp(parsed.program);
	throwProblems(parsed.problems);
	const session = startSession({ misfits: 'off' }, io);
	const outcomes = session.runFile({ name: path, text });
	for (const [name, source] of Object.entries(session.sources)) io.sources.set(name, source);
	return { session, problems: outcomes.flatMap(problemsOf), traps };
}

/** The value of an expression on the command line. Throws its problems, which point into it. */
export function readLiteral(session: Session, text: string, io: Io): RaspValue {
	io.sources.set('input', text);
	return session.evaluate(text);
}

/** What is wrong with an outcome. */
export function problemsOf(outcome: Outcome): readonly Problem[] {
	if (outcome.kind === 'unreadable') return outcome.problems;
	return outcome.kind === 'failed' || outcome.kind === 'misfit' ? outcome.error.problems : [];
}

function readLoaded(path: string, from: string | undefined, io: Io): { readonly name: string; readonly text: string } | undefined {
	const folders = from === undefined ? [io.cwd] : [dirname(resolve(io.cwd, from)), io.cwd];
	for (const folder of folders) {
		const file = join(folder, `${path}.rasp`);
		try {
			return { name: relative(io.cwd, file), text: readFileSync(file, 'utf8') };
		} catch {
			// It may be in the next folder; where it is in none, the session says so.
		}
	}
	return undefined;
}
