import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { AltaError, isAltaError, type Problem, throwProblems } from '@alta-ts/diagnostics';
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
 * @param host draws what statements draw, which else is left undrawn.
 * @throws every problem of a file that is not RASP, of which nothing runs.
 */
export async function runStatements(path: string, io: Io, host: Pick<SessionOptions, 'draw'> = {}): Promise<RanFile> {
	const text = await readText(path, io);
	io.sources.set(path, text);
	const parsed = parseRasp(text, path);
	const traps = lintRasp(parsed.program);
	throwProblems(parsed.problems);
	const session = startSession({ ...host, misfits: 'off' }, io);
	const outcomes = session.runFile({ name: path, text });
	for (const [name, source] of Object.entries(session.sources)) io.sources.set(name, source);
	return { session, problems: outcomes.flatMap(problemsOf), traps };
}

/** The input that an option gives. Throws its problems, which point into it. */
export function readInput(session: Session, text: string, io: Io): RaspValue {
	return evaluated(session, text, 'input', io, () => ({
		why: 'Inputs are written as in RASP: a text in double quotes, of which each character is a token, a list or a dict.',
		fix: `Write --input '"${text.replaceAll(/["'\n]/g, '')}"'.`,
	}));
}

/** The value of `--output`: a name, or any other expression of RASP. Throws its problems, which point into it. */
export function readOutput(session: Session, text: string, io: Io): RaspValue {
	return evaluated(session, text, 'output', io, ({ fix }) => {
		const names = session.ownNames();
		return {
			why: names.length === 0 ? 'The file binds no name.' : `The file binds ${names.join(', ')}.`,
			fix: fix.startsWith('Write ') ? `${fix.replace(/,.*/, '')}.`.replace('..', '.') : 'Use one of these names, or an expression of them.',
		};
	});
}

/** The value of `--vocab`. Throws its problems, which point into it. */
export function readVocabulary(session: Session, text: string, io: Io): RaspValue {
	return evaluated(session, text, 'vocab', io, () => ({
		why: 'A list of RASP has its texts in double quotes.',
		fix: 'Write --vocab \'["one", "two"]\', or --vocab one,two.',
	}));
}

/** An expression of an option, where a name that stands for nothing is told in words of the option. */
function evaluated(
	session: Session,
	text: string,
	option: string,
	io: Io,
	told: (problem: Problem) => Pick<Problem, 'why' | 'fix'>,
): RaspValue {
	io.sources.set('input', text);
	try {
		return session.evaluate(text);
	} catch (error) {
		if (!isAltaError(error)) throw error;
		const problems = error.problems.map((each) => ({ ...each, where: [`--${option}`, ...each.where] }));
		// In an expression that is an output, what does not fit is told better where it is.
		const codes = option === 'output' ? ['ALTA0010', 'ALTA0003'] : ['ALTA0010', 'ALTA0003', 'ALTA0001'];
		throw new AltaError(problems.map((each) => (codes.includes(each.code) ? { ...each, ...told(each) } : each)));
	}
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
