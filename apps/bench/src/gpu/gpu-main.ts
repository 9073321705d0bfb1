import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { altaError } from '@alta-ts/diagnostics';
import { commandText, exitCodeOf, nothingToMeasure, parsed, type Streams } from '../command-line.js';
import { type Effort, quickly } from '../comparison/compare.js';
import { makeFolder, rounded, writing } from '../write-report.js';
import { gpuBench } from './gpu-bench.js';
import { type GpuComparison, gpuComparisons } from './gpu-comparisons.js';
import { type OpenPlaces, openPlaces } from './gpu-places.js';
import type { Peaks } from './gpu-report.js';
import { printGpuReport } from './print-gpu-report.js';

/** What there is to measure on GPUs, and how. */
export interface GpuSetup {
	readonly comparisons: readonly GpuComparison[];
	readonly open: (chromiumFlags: readonly string[]) => Promise<OpenPlaces>;
	readonly effort: Effort;
}

const everything: GpuSetup = { comparisons: gpuComparisons, open: openPlaces, effort: { rounds: 5, budget: 1000 } };

const options = {
	gpu: { type: 'boolean' },
	filter: { type: 'string' },
	quick: { type: 'boolean' },
	json: { type: 'boolean' },
	write: { type: 'string' },
	'peak-gflops': { type: 'string' },
	'peak-bandwidth': { type: 'string' },
	'chromium-flags': { type: 'string' },
	help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `alta-bench --gpu [--filter TEXT] [--quick] [--json] [--write FOLDER] [--peak-gflops N] [--peak-bandwidth N] [--chromium-flags FLAGS]

Measures kernels and programs on WebGPU and gpu.js, in one Chromium beside onnxruntime-web and jax-js, and in Node. What only a card can do in
reasonable time is left out where a processor plays one.

  --filter TEXT           only what has TEXT in its name
  --quick                 fewer rounds: rougher figures, in less time
  --json                  one JSON value; times in milliseconds
  --write FOLDER          writes benchmarks-webgpu.json and benchmarks-webgpu.md
  --peak-gflops N         what the card does at best in f32, without units for matrices
  --peak-bandwidth N      GB/s that the memory of the card moves at best; without it, copies are the measure
  --chromium-flags FLAGS  further flags for Chromium, separated by spaces, such as "--enable-features=Vulkan" for a card on Linux

Measures: ${gpuComparisons.map(({ name }) => name).join(', ')}
`;

/**
 * Runs benchmarks on GPUs and prints what they found.
 *
 * @param argv the words of the command line
 * @returns the exit code: 0, 1 where one of our backends broke or gave a wrong answer, or 2 for bad usage
 */
export async function gpuMain(argv: readonly string[], streams: Streams, setup: GpuSetup = everything): Promise<number> {
	return exitCodeOf(() => run(argv, streams, setup), streams);
}

async function run(argv: readonly string[], { stdout, stderr }: Streams, setup: GpuSetup): Promise<number> {
	const chosen = parsed('alta-bench --gpu', Object.keys(options), () => parseArgs({ args: [...argv], options }).values);
	if (chosen.help === true) {
		stdout(HELP);
		return 0;
	}
	const { filter = '', write, quick = false } = chosen;
	const peaks = { ...peak('gigaflops', 'peak-gflops', chosen), ...peak('gigabytes', 'peak-bandwidth', chosen) };
	const comparisons = setup.comparisons.filter(({ name }) => name.includes(filter));
	if (comparisons.length === 0)
		throw nothingToMeasure(
			filter,
			setup.comparisons.map(({ name }) => name),
		);
	if (write !== undefined) makeFolder(write);
	const { places, close } = await setup.open((chosen['chromium-flags'] ?? '').split(' ').filter((flag) => flag !== ''));
	try {
		const effort = quick ? quickly(setup.effort) : setup.effort;
		const asked = { command: commandText(argv), quick };
		const report = await gpuBench(comparisons, places, { effort, asked, peaks, say: stderr });
		const document = printGpuReport(report, { written: write !== undefined });
		if (write !== undefined) {
			writing(write, () => {
				writeFileSync(join(write, 'benchmarks-webgpu.json'), `${JSON.stringify(report, rounded)}\n`);
				writeFileSync(join(write, 'benchmarks-webgpu.md'), document);
			});
		}
		stdout(chosen.json === true ? `${JSON.stringify(report)}\n` : document);
		const ours = new Set(places.flatMap(({ engines }) => engines.filter(({ backend }) => backend !== undefined).map(({ name }) => name)));
		const entries = report.comparisons.flatMap((each) => each.entries);
		return entries.some(({ engine, status }) => ours.has(engine) && (status === 'wrong' || status === 'failed')) ? 1 : 0;
	} finally {
		await close();
	}
}

/**
 * What the card could do at best, if it was told.
 *
 * @throws ALTA9080 where that is no positive number
 */
function peak(
	name: keyof Peaks,
	option: 'peak-gflops' | 'peak-bandwidth',
	chosen: Readonly<Partial<Record<typeof option, string>>>,
): Peaks {
	const given = chosen[option];
	if (given === undefined) return {};
	const number = Number(given);
	if (number > 0) return { [name]: number };
	throw altaError('ALTA9080', {
		what: `--${option} cannot be "${given}".`,
		where: ['alta-bench --gpu'],
		why: 'It takes a positive number.',
		fix: `Write --${option} 1000, for example.`,
	});
}
