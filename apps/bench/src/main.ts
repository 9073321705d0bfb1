import { parseArgs } from 'node:util';
import type { Result } from './benchmark.js';
import { benchmarks } from './benchmarks.js';
import { printMarkdown, printTable } from './print-report.js';
import { currentLoad, makeReport } from './report.js';

/** Where text goes. */
export interface Streams {
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
}

const options = {
	filter: { type: 'string' },
	json: { type: 'boolean' },
	markdown: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `npm run bench -- [--filter TEXT] [--json | --markdown]

Measures speed and size, each beside a naive peer in the same run. All of it takes a few minutes.

  --filter TEXT  only the benchmarks whose name contains TEXT
  --json         one JSON value; times in milliseconds, memory in megabytes
  --markdown     the document docs/benchmarks.md

Benchmarks: ${benchmarks.map(({ name }) => name).join(', ')}
`;

/**
 * Runs benchmarks and prints what they found.
 *
 * @param argv the words of the command line
 * @returns the exit code: 0, or 2 for bad usage
 */
export async function main(argv: readonly string[], { stdout, stderr }: Streams): Promise<number> {
	const chosen = readOptions(argv);
	if (typeof chosen === 'string') {
		stderr(`${chosen}\n\n${HELP}`);
		return 2;
	}
	if (chosen.help === true) {
		stdout(HELP);
		return 0;
	}
	const { filter = '' } = chosen;
	const wanted = benchmarks.filter(({ name }) => name.includes(filter));
	if (wanted.length === 0) {
		stderr(`No benchmark has "${filter}" in its name. There are ${benchmarks.map(({ name }) => name).join(', ')}.\n`);
		return 2;
	}
	const load = currentLoad();
	const results: Result[] = [];
	for (const { name, task, peer, run } of wanted) {
		stderr(`${name} …\n`);
		results.push({ name, task, peer, figures: await run() });
	}
	const report = makeReport(results, load);
	if (chosen.json === true) stdout(`${JSON.stringify(report)}\n`);
	else stdout(chosen.markdown === true ? printMarkdown(report) : printTable(report));
	return 0;
}

interface Options {
	readonly filter?: string;
	readonly json?: boolean;
	readonly markdown?: boolean;
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
