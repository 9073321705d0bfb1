import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Result } from './benchmark.js';
import { benchmarks } from './benchmarks.js';
import { compare, type Effort } from './comparison/compare.js';
import type { Compared, Comparison } from './comparison/comparison.js';
import { processSeat } from './comparison/process-seat.js';
import type { Seat } from './comparison/seat.js';
import { comparisons } from './comparisons.js';
import type { Engine } from './engines/engine.js';
import { backendNames, engines } from './engines/engines.js';
import { printMarkdown, printTable } from './print-report.js';
import { currentLoad, makeReport, type Report } from './report.js';
import { version } from './version.js';

/** Where text goes. */
export interface Streams {
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
}

/** What there is to measure, and how. */
export interface Bench {
	readonly comparisons: readonly Comparison[];
	readonly benchmarks: readonly Benchmark[];
	readonly engines: readonly Engine[];
	readonly sit: (engine: Engine) => Seat;
	readonly effort: Effort;
}

const everything: Bench = {
	comparisons,
	benchmarks,
	engines,
	sit: ({ name }) => processSeat(name),
	effort: { rounds: 9, budget: 1000 },
};

const options = {
	filter: { type: 'string' },
	backend: { type: 'string' },
	quick: { type: 'boolean' },
	json: { type: 'boolean' },
	markdown: { type: 'boolean' },
	write: { type: 'string' },
	version: { type: 'boolean', short: 'V' },
	help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `alta-bench [--filter TEXT] [--backend NAMES] [--quick] [--json | --markdown] [--write FOLDER]

Measures kernels, programs and the compiler, each beside others that do the same in the same run. All of it takes about ten minutes.

  --filter TEXT     only what has TEXT in its name
  --backend NAMES   only these of our backends, separated by commas (${backendNames.join(', ')})
  --quick           fewer rounds: rougher figures, in less time
  --json            one JSON value; times in milliseconds, memory in megabytes
  --markdown        the document docs/benchmarks.md
  --write FOLDER    writes benchmarks.json, benchmarks.md and benchmarks.html, a page of plots

Kernels and programs: ${comparisons.map(({ name }) => name).join(', ')}
Language and compiler: ${benchmarks.map(({ name }) => name).join(', ')}
`;

/**
 * Runs benchmarks and prints what they found.
 *
 * @param argv the words of the command line
 * @returns the exit code: 0, 1 where an engine broke or gave a wrong answer, or 2 for bad usage
 */
export async function main(argv: readonly string[], streams: Streams, bench: Bench = everything): Promise<number> {
	const { stdout, stderr } = streams;
	const chosen = readOptions(argv);
	if (typeof chosen === 'string') {
		stderr(`${chosen}\n\n${HELP}`);
		return 2;
	}
	if (chosen.help === true || chosen.version === true) {
		stdout(chosen.help === true ? HELP : `${version}\n`);
		return 0;
	}
	const narrowed = narrow(bench, chosen);
	if (typeof narrowed === 'string') {
		stderr(`${narrowed}\n`);
		return 2;
	}
	const report = await measure(narrowed, stderr);
	if (chosen.write !== undefined) await writeReport(report, chosen.write);
	if (chosen.json === true) stdout(`${JSON.stringify(report)}\n`);
	else stdout(chosen.markdown === true ? printMarkdown(report) : printTable(report));
	return report.comparisons.some(isBroken) ? 1 : 0;
}

interface Options {
	readonly filter?: string;
	readonly backend?: string;
	readonly quick?: boolean;
	readonly json?: boolean;
	readonly markdown?: boolean;
	readonly write?: string;
	readonly version?: boolean;
	readonly help?: boolean;
}

/** The options, or what is wrong with them. */
function readOptions(argv: readonly string[]): Options | string {
	try {
		return parseArgs({ args: [...argv], options }).values;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** What was asked for, or what is wrong with that. */
function narrow(bench: Bench, { filter = '', backend, quick = false }: Options): Bench | string {
	const names = backend?.split(',');
	const unknown = names?.find((name) => !backendNames.includes(name));
	if (unknown !== undefined) return `There is no backend "${unknown}". There are ${backendNames.join(', ')}.`;
	const has = ({ name }: { readonly name: string }): boolean => name.includes(filter);
	const [chosenComparisons, chosenBenchmarks] = [bench.comparisons.filter(has), bench.benchmarks.filter(has)];
	if (chosenComparisons.length + chosenBenchmarks.length === 0) {
		const all = [...bench.comparisons, ...bench.benchmarks].map(({ name }) => name);
		return `Nothing has "${filter}" in its name. There are ${all.join(', ')}.`;
	}
	return {
		...bench,
		comparisons: chosenComparisons,
		benchmarks: chosenBenchmarks,
		engines: bench.engines.filter((engine) => names === undefined || engine.backend === undefined || names.includes(engine.backend)),
		effort: quick ? { rounds: 3, budget: bench.effort.budget / 3 } : bench.effort,
	};
}

async function measure(bench: Bench, stderr: Streams['stderr']): Promise<Report> {
	const load = currentLoad();
	const compared: Compared[] = [];
	for (const comparison of bench.comparisons) {
		stderr(`${comparison.name} …\n`);
		compared.push(await compare(comparison, bench.engines, bench.sit, bench.effort));
	}
	const results: Result[] = [];
	for (const { name, task, peer, run } of bench.benchmarks) {
		stderr(`${name} …\n`);
		results.push({ name, task, peer, figures: await run() });
	}
	return makeReport(compared, results, load);
}

async function writeReport(report: Report, folder: string): Promise<void> {
	const { drawPage } = await import('./draw-page.js');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'benchmarks.json'), `${JSON.stringify(report, rounded)}\n`);
	writeFileSync(join(folder, 'benchmarks.md'), printMarkdown(report));
	writeFileSync(join(folder, 'benchmarks.html'), drawPage(report));
}

/** What is kept needs no more digits than were measured. */
function rounded(_: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

function isBroken({ entries }: Compared): boolean {
	return entries.some(({ status }) => status === 'wrong' || status === 'failed');
}
