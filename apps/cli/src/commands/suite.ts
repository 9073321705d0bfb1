import { altaError, type Problem, warning } from '@alta-ts/diagnostics';
import { library, type Task } from '@alta-ts/programs';
import { runSuite, type SuiteBackend, type SuiteRow } from '@alta-ts/suite';
import type { Arguments } from '../arguments.js';
import type { Colours } from '../colours.js';
import type { Command } from '../command.js';
import { counted } from '../counted.js';
import type { Io } from '../io.js';
import { DEFAULT_BACKEND, tryBackend } from '../open-backend.js';
import { backendOption, targetOption } from '../program-options.js';
import { createProgress } from '../progress.js';
import { printAll } from '../report-error.js';

const SAMPLES = 50;
const SEED = 1;

/** `alta suite`. */
export const suite: Command = {
	usage: '',
	words: { min: 0, max: 0 },
	description:
		'Runs every program of the library on random inputs: on the interpreter, compared with the right answer, and as weights on each ' +
		'backend, compared with the interpreter as well. A backend that this machine does not have is not run, with the reason, and neither is a program ' +
		'that a backend refuses. Exits with 1 when a row fails. What is not run is no failure: with a backend that is missing the exit code is still 0, ' +
		'and the last lines say so, but 1 where CI=true. alta run, verify and diff exit with 2 without their backend.',
	options: [
		{ name: 'filter', value: 'TEXT', help: 'Run only programs with TEXT in their names.' },
		{ ...backendOption, repeats: true },
		targetOption,
		{ name: 'samples', value: 'N', help: `Try N inputs a program; ${SAMPLES} by default.` },
		{ name: 'seed', value: 'S', help: `Make other inputs; the seed is ${SEED} by default.` },
	],
	examples: [
		{ command: 'alta suite', says: 'everything, on the reference backend' },
		{ command: 'alta suite --backend reference --backend cpu --backend webgpu', says: 'on several' },
		{ command: 'alta suite --filter parity --samples 500 --json', says: 'one JSON object a row' },
	],
	run: async (input, io) => {
		const tasks = chosenTasks(input.text('filter'));
		const samples = input.integer('samples', 1) ?? SAMPLES;
		const seed = input.integer('seed', 0) ?? SEED;
		const target = input.text('target') === 'standard' ? 'standard' : 'alta';
		const width = Math.max(...tasks.map((task) => task.name.length));
		const isJson = input.flag('json');
		const { backends, missing } = await chosenBackends(input, io);
		const rows = await runSuite({
			tasks,
			backends,
			target,
			samples,
			seed,
			onRow: (row) => io.stdout.write(isJson ? `${JSON.stringify(row)}\n` : line(row, width, io.stdout.colours)),
			onProgress: createProgress(io, 'suite'),
		}).finally(() => {
			for (const { backend } of backends) backend?.dispose();
		});
		const count = (status: SuiteRow['status']): number => rows.filter((row) => row.status === status).length;
		if (!isJson)
			io.stdout.write(
				`\n${inSoftware(backends)}${fewerInputs(rows)}${count('passed')} passed, ${count('failed')} failed, ${count('not run')} not run (seed ${seed})\n`,
			);
		printAll(missing.map(notRun), io);
		return count('failed') > 0 || (io.isCi && missing.length > 0) ? 1 : 0;
	},
};

function chosenTasks(filter: string | undefined): readonly Task[] {
	const tasks = library.filter((task) => filter === undefined || task.name.includes(filter));
	if (tasks.length > 0) return tasks;
	throw altaError('ALTA9033', {
		what: `No program has "${filter}" in its name.`,
		where: ['alta suite'],
		why: `The library has ${library.map((task) => task.name).join(', ')}.`,
		fix: 'Give a part of one of these names.',
	});
}

/** A backend that was asked for and is not there. */
interface Missing {
	readonly name: string;
	readonly reason: string;
	readonly fix: string;
}

/** The warning at the end, since rows that were not run are easily overlooked among those that passed. */
function notRun({ name, reason, fix }: Missing): Problem {
	return warning('ALTA9028', {
		what: `Nothing was run on the backend ${name}: it is not available.`,
		where: [`backend ${name}`],
		why: reason,
		fix: `${fix} alta backends tells what there is; with CI=true this is a failure.`,
	});
}

async function chosenBackends(
	input: Arguments,
	io: Io,
): Promise<{ readonly backends: readonly SuiteBackend[]; readonly missing: readonly Missing[] }> {
	const names = new Set(input.texts('backend'));
	if (names.size === 0) names.add(DEFAULT_BACKEND);
	const backends: SuiteBackend[] = [];
	const missing: Missing[] = [];
	for (const name of names) {
		const opened = await tryBackend(name, io);
		if (opened.backend !== undefined) backends.push({ name, backend: opened.backend });
		else {
			backends.push({ name, backend: null, reason: opened.reason });
			missing.push({ name, reason: opened.reason, fix: opened.fix });
		}
	}
	return { backends, missing };
}

/** For each backend on a graphics card that a processor plays, a line that says so. */
function inSoftware(backends: readonly SuiteBackend[]): string {
	return backends
		.flatMap(({ name, backend }) => (backend?.adapter.software === true ? [`${name} ran on ${backend.adapter.name}, in software\n`] : []))
		.join('');
}

/** For each program whose weights ran on fewer inputs than it did on symbols, a line that says so. */
export function fewerInputs(rows: readonly SuiteRow[]): string {
	const inputs = new Map(rows.filter((row) => row.engine === 'interpreter').map((row) => [row.program, row.cases]));
	return rows
		.filter((row) => row.status === 'passed' && row.cases < (inputs.get(row.program) ?? 0))
		.map(
			(row) =>
				`${row.program}: weights on ${row.cases} of ${counted(inputs.get(row.program) ?? 0, 'input')}, within a fixed amount of work\n`,
		)
		.join('');
}

function line(row: SuiteRow, width: number, { green, red, yellow, dim }: Colours): string {
	const paint = row.status === 'passed' ? green : row.status === 'failed' ? red : yellow;
	const engine = row.requested === null ? row.engine : `${row.target === 'standard' ? 'standard ' : ''}${row.engine} on ${row.requested}`;
	const cases = row.status === 'not run' ? '' : `${row.passed}/${row.cases}`;
	const columns = [
		paint(row.status.padEnd(7)),
		row.program.padEnd(width),
		engine.padEnd(18),
		cases.padStart(7),
		dim(`${row.ms} ms`.padStart(8)),
	];
	return `${columns.join('  ')}${row.reason === undefined ? '' : `  ${row.reason}`}\n`;
}
