import type { Target } from '@alta-ts/compiler';
import { isAltaError } from '@alta-ts/diagnostics';
import { createInterpreter } from '@alta-ts/interpreter';
import { createRandom, library, type Task } from '@alta-ts/programs';
import type { Backend } from '@alta-ts/tensor';
import { checkModel } from './check-model.js';
import { type SuiteCase, tally, type Verdict, wrongAnswer } from './suite-case.js';
import type { SuiteRow } from './suite-row.js';

/** What the suite runs on, and how thoroughly. */
export interface SuiteOptions {
	/** The whole library when absent. */
	readonly tasks?: readonly Task[];
	readonly backends: readonly SuiteBackend[];
	/** The architecture of the weights; that of the ALTA paper when absent. */
	readonly target?: Target;
	/** How many random inputs each program gets. */
	readonly samples: number;
	/** Equal seeds give equal inputs, whichever tasks run. */
	readonly seed: number;
	/** The longest input, in units of the task; {@link DEFAULT_MAX_LENGTH} when absent. */
	readonly maxLength?: number;
	/** Called with every row as soon as it is known. */
	readonly onRow?: (row: SuiteRow) => void;
	/** Called with the number of rows that are done, and of all. */
	readonly onProgress?: (done: number, total: number) => void;
}

/** A backend to run on, or the reason why it cannot be used here. */
export type SuiteBackend =
	| { readonly name: string; readonly backend: Backend }
	| { readonly name: string; readonly backend: null; readonly reason: string };

/** How long inputs are when nothing else is asked for. */
export const DEFAULT_MAX_LENGTH: number = 16;

/**
 * Runs every program of the library on random inputs: on the interpreter, against the task's oracle; and as weights on each backend,
 * against the oracle and against the interpreter, its number of layers included.
 *
 * A row fails when a single input does, or when the program cannot be built or compiled. A backend that is missing is *not run*, and so is a program
 * that a backend refuses (ALTA5029), because of its size for instance.
 *
 * @returns all rows, in the order they were reported.
 */
export async function runSuite(options: SuiteOptions): Promise<readonly SuiteRow[]> {
	const tasks = options.tasks ?? library;
	const total = tasks.length * (1 + options.backends.length);
	const rows: SuiteRow[] = [];
	const report = (row: SuiteRow): void => {
		rows.push(row);
		options.onRow?.(row);
		options.onProgress?.(rows.length, total);
	};
	for (const task of tasks) {
		let cases: readonly SuiteCase[] = [];
		report(
			await judge({ program: task.name, engine: 'interpreter', backend: null, requested: null, ...NOWHERE }, async () => {
				cases = makeCases(task, options);
				return tally(cases.map((each) => wrongAnswer(task, each, each.run)));
			}),
		);
		for (const each of options.backends) report(await modelRow(task, cases, each, options.target ?? 'alta'));
	}
	return rows;
}

type RowHead = Pick<SuiteRow, 'program' | 'engine' | 'target' | 'backend' | 'requested' | 'adapter' | 'software'>;

/** What is said of rows without an adapter. */
const NOWHERE = { adapter: null, software: null } as const;

async function modelRow(task: Task, cases: readonly SuiteCase[], entry: SuiteBackend, target: Target): Promise<SuiteRow> {
	const { backend, name: requested } = entry;
	const head = { program: task.name, engine: 'model', ...(target === 'standard' ? { target } : {}) } as const;
	if (backend === null) {
		const notRun = { status: 'not run', cases: 0, passed: 0, reason: entry.reason, ms: 0 } as const;
		return { ...head, backend: requested, requested, ...NOWHERE, ...notRun };
	}
	const { name: adapter, software } = backend.adapter;
	return judge({ ...head, backend: backend.name, requested, adapter, software }, () => checkModel(task, cases, backend, target));
}

/** Times a check and makes a row of what it found; an error that is thrown is the reason of a failure. */
async function judge(head: RowHead, check: () => Promise<Verdict>): Promise<SuiteRow> {
	const start = Date.now();
	try {
		const verdict = await check();
		const status = verdict.cases > 0 && verdict.passed === verdict.cases && verdict.reason === undefined ? 'passed' : 'failed';
		const reason = verdict.cases === 0 ? { reason: 'there was no input' } : {};
		return { ...head, status, ...reason, ...verdict, ms: Date.now() - start };
	} catch (error) {
		// Of a backend that is written by others, nobody knows what it throws.
		if (!isAltaError(error) && head.engine === 'interpreter') throw error;
		const isRefused = isAltaError(error) && error.problems.every(({ code }) => code === 'ALTA5029');
		return { ...head, status: isRefused ? 'not run' : 'failed', cases: 0, passed: 0, reason: reasonOf(error), ms: Date.now() - start };
	}
}

function reasonOf(error: unknown): string {
	if (!isAltaError(error)) return String(error);
	const [first] = error.problems;
	return first === undefined ? error.code : `${first.what}${first.code === 'ALTA5029' ? ` ${first.why}` : ''}`;
}

function makeCases(task: Task, { seed, samples, maxLength = DEFAULT_MAX_LENGTH }: SuiteOptions): readonly SuiteCase[] {
	const random = createRandom(seed);
	const [generate, codec, oracle] = [task.generate(), task.codec(), task.oracle()];
	const interpreter = createInterpreter(task.program());
	return Array.from({ length: samples }, () => {
		const text = generate(random, { maxLength });
		const tokens = codec.encode(text);
		return { text, tokens, answer: oracle(text), run: interpreter.run(tokens) };
	});
}
