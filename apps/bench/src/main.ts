import { parseArgs } from 'node:util';
import { altaError } from '@alta-ts/diagnostics';
import type { Benchmark, Result } from './benchmark.js';
import { benchmarks } from './benchmarks.js';
import { commandText, exitCodeOf, nothingToMeasure, parsed, type Streams } from './command-line.js';
import { compare, type Effort, quickly } from './comparison/compare.js';
import type { Compared, Comparison } from './comparison/comparison.js';
import { processSeat } from './comparison/process-seat.js';
import type { Seat } from './comparison/seat.js';
import { comparisons } from './comparisons.js';
import type { Engine } from './engines/engine.js';
import { backendNames, engines } from './engines/engines.js';
import { type Asked, currentLoad, describeRun } from './measured-run.js';
import { printMarkdown, printTable } from './print-report.js';
import { readReport } from './read-report.js';
import type { Report } from './report.js';
import { version } from './version.js';
import { makeFolder, writeReport } from './write-report.js';

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
	from: { type: 'string' },
	version: { type: 'boolean', short: 'V' },
	help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `alta-bench [--filter TEXT] [--backend NAMES] [--quick] [--json | --markdown] [--write FOLDER] [--from FILE]
alta-bench --gpu …

Measures kernels, programs and the compiler, each beside others that do the same in the same run. All of it takes about twenty minutes.

  --filter TEXT     only what has TEXT in its name
  --backend NAMES   only these of our backends, separated by commas (${backendNames.join(', ')})
  --quick           fewer rounds of kernels and programs: rougher figures, in less time
  --json            one JSON value; times in milliseconds, memory in megabytes
  --markdown        the document docs/benchmarks.md
  --write FOLDER    writes benchmarks.json, benchmarks.md and benchmarks.html, a page of plots
  --from FILE       measures nothing: prints or writes the figures of an earlier benchmarks.json
  --gpu             measures WebGPU and gpu.js instead, in Chromium and in Node; --gpu --help tells its options

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
	return exitCodeOf(() => run(argv, streams, bench), streams);
}

async function run(argv: readonly string[], { stdout, stderr }: Streams, bench: Bench): Promise<number> {
	const chosen: Options = parsed('alta bench', [...Object.keys(options), 'gpu'], () => parseArgs({ args: [...argv], options }).values);
	if (chosen.help === true || chosen.version === true) {
		stdout(chosen.help === true ? HELP : `${version}\n`);
		return 0;
	}
	const { write, from } = chosen;
	const asked: Asked = { command: commandText(argv), quick: chosen.quick === true };
	const narrowed = narrow(bench, chosen);
	if (write !== undefined) makeFolder(write);
	const report = from === undefined ? await measure(asked, narrowed, stderr) : readReport(from);
	if (write !== undefined) await writeReport(report, write);
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
	readonly from?: string;
	readonly version?: boolean;
	readonly help?: boolean;
}

/**
 * What was asked for.
 *
 * @throws ALTA9081 or ALTA9082 where that is not there
 */
function narrow(bench: Bench, { filter = '', backend, quick = false }: Options): Bench {
	const names = backend?.split(',');
	const unknown = names?.find((name) => !backendNames.includes(name));
	if (unknown !== undefined) {
		throw altaError('ALTA9081', {
			what: `There is no backend "${unknown}" to measure.`,
			where: ['--backend'],
			why: `There are ${backendNames.join(', ')}.`,
			fix: 'Write some of these, separated by commas, or leave --backend out for all of them.',
		});
	}
	const has = ({ name }: { readonly name: string }): boolean => name.includes(filter);
	const [chosenComparisons, chosenBenchmarks] = [bench.comparisons.filter(has), bench.benchmarks.filter(has)];
	if (chosenComparisons.length + chosenBenchmarks.length === 0) {
		throw nothingToMeasure(
			filter,
			[...bench.comparisons, ...bench.benchmarks].map(({ name }) => name),
		);
	}
	return {
		...bench,
		comparisons: chosenComparisons,
		benchmarks: chosenBenchmarks,
		engines: bench.engines.filter((engine) => names === undefined || engine.backend === undefined || names.includes(engine.backend)),
		effort: quick ? quickly(bench.effort) : bench.effort,
	};
}

async function measure(asked: Asked, bench: Bench, stderr: Streams['stderr']): Promise<Report> {
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
	return { ...describeRun(asked, load), comparisons: compared, benchmarks: results };
}

function isBroken({ entries }: Compared): boolean {
	return entries.some(({ status }) => status === 'wrong' || status === 'failed');
}
