import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Effort } from '../comparison/compare.js';
import type { Streams } from '../main.js';
import { gpuBench } from './gpu-bench.js';
import { type GpuComparison, gpuComparisons } from './gpu-comparisons.js';
import { type OpenPlaces, openPlaces } from './gpu-places.js';
import { printGpuReport } from './print-gpu-report.js';

/** What there is to measure on GPUs, and how. */
export interface GpuSetup {
	readonly comparisons: readonly GpuComparison[];
	readonly open: (chromiumFlags: readonly string[]) => Promise<OpenPlaces>;
	readonly effort: Effort;
}

const everything: GpuSetup = { comparisons: gpuComparisons, open: openPlaces, effort: { rounds: 5, budget: 1000 } };

const HELP = `alta-bench --gpu [--filter TEXT] [--json] [--write FOLDER] [--peak-gflops N] [--peak-bandwidth N] [--chromium-flags FLAGS]

Measures kernels and programs on WebGPU and gpu.js, in one Chromium beside onnxruntime-web and jax-js, and in Node. What only a card can do in
reasonable time is left out where a processor plays one.

  --filter TEXT           only what has TEXT in its name
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
export async function gpuMain(argv: readonly string[], { stdout, stderr }: Streams, setup: GpuSetup = everything): Promise<number> {
	const chosen = readOptions(argv);
	if (typeof chosen === 'string') {
		stderr(`${chosen}\n\n${HELP}`);
		return 2;
	}
	if (chosen.help === true) {
		stdout(HELP);
		return 0;
	}
	const comparisons = setup.comparisons.filter(({ name }) => name.includes(chosen.filter ?? ''));
	if (comparisons.length === 0) {
		stderr(`Nothing has "${chosen.filter}" in its name. There are ${setup.comparisons.map(({ name }) => name).join(', ')}.\n`);
		return 2;
	}
	const { places, close } = await setup.open((chosen['chromium-flags'] ?? '').split(' ').filter((flag) => flag !== ''));
	try {
		const peaks = { ...peak('gigaflops', chosen['peak-gflops']), ...peak('gigabytes', chosen['peak-bandwidth']) };
		const report = await gpuBench(comparisons, places, { effort: setup.effort, peaks, say: stderr });
		const document = printGpuReport(report);
		if (chosen.write !== undefined) {
			mkdirSync(chosen.write, { recursive: true });
			writeFileSync(join(chosen.write, 'benchmarks-webgpu.json'), `${JSON.stringify(report, rounded)}\n`);
			writeFileSync(join(chosen.write, 'benchmarks-webgpu.md'), document);
		}
		stdout(chosen.json === true ? `${JSON.stringify(report)}\n` : document);
		const ours = new Set(places.flatMap(({ engines }) => engines.filter(({ backend }) => backend !== undefined).map(({ name }) => name)));
		const entries = report.comparisons.flatMap((each) => each.entries);
		return entries.some(({ engine, status }) => ours.has(engine) && (status === 'wrong' || status === 'failed')) ? 1 : 0;
	} finally {
		await close();
	}
}

type Options = ReturnType<typeof parse>;

function parse(argv: readonly string[]) {
	const { values } = parseArgs({
		args: [...argv],
		options: {
			gpu: { type: 'boolean' },
			filter: { type: 'string' },
			json: { type: 'boolean' },
			write: { type: 'string' },
			'peak-gflops': { type: 'string' },
			'peak-bandwidth': { type: 'string' },
			'chromium-flags': { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	return values;
}

/** The options, or what is wrong with them. */
function readOptions(argv: readonly string[]): Options | string {
	try {
		const values = parse(argv);
		for (const name of ['peak-gflops', 'peak-bandwidth'] as const) {
			const given = values[name];
			if (given !== undefined && !(Number(given) > 0)) return `--${name} has to be a positive number, not "${given}".`;
		}
		return values;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

function peak(name: 'gigaflops' | 'gigabytes', given: string | undefined): Readonly<Record<string, number>> {
	return given === undefined ? {} : { [name]: Number(given) };
}

/** What is kept needs no more digits than were measured. */
function rounded(_: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
