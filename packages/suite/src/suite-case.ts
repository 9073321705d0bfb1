import type { Run } from '@alta-ts/interpreter';
import type { Task } from '@alta-ts/programs';

/** An input and everything that is known about it: the right answer, and what the interpreter makes of it. */
export interface SuiteCase {
	readonly text: string;
	readonly tokens: readonly string[];
	readonly answer: string;
	readonly run: Run;
}

/** What became of the cases of one row. */
export interface Verdict {
	readonly cases: number;
	readonly passed: number;
	readonly reason?: string;
}

/** Counts what went well; the first thing that did not is the reason. */
export function tally(wrongs: readonly (string | undefined)[]): Verdict {
	const reason = wrongs.find((wrong) => wrong !== undefined);
	const passed = wrongs.filter((wrong) => wrong === undefined).length;
	return { cases: wrongs.length, passed, ...(reason === undefined ? {} : { reason }) };
}

/** What is wrong with an answer, or undefined. */
export function wrongAnswer(task: Task, { text, tokens, answer }: SuiteCase, run: Pick<Run, 'output' | 'halted'>): string | undefined {
	if (!run.halted) return `"${text}" did not halt`;
	const given = task.codec().decode(run.output, tokens);
	return given === answer ? undefined : `"${text}" gave "${given}" instead of "${answer}"`;
}
