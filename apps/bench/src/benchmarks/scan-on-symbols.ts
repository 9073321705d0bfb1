import type { Program, Value } from '@alta-ts/core';
import { createInterpreter } from '@alta-ts/interpreter';
import { type ScanExample, scan, scanDataSet } from '@alta-ts/programs';
import type { Benchmark } from '../benchmark.js';
import { flatEvaluator } from '../flat-evaluator.js';
import { milliseconds } from '../measure.js';
import { sumUp } from '../times.js';

/** The peer runs every hundredth command. */
const SAMPLE = 100;

type Runner = (tokens: readonly string[]) => { readonly output: readonly Value[]; readonly layers: number };

/** All of SCAN on symbols. */
export const scanOnSymbols: Benchmark = {
	name: 'scan-on-symbols',
	task: 'All 20,910 SCAN commands on symbols, on one core: building the program, reading each command, running it, writing the answer as JSON',
	peer: 'an evaluator of flat tables (one entry for each combination of values, found by hashing; every position in every layer), measured on every 100th command and scaled',
	run: async () => {
		const examples = scanDataSet();
		const sample = examples.filter((_, index) => index % SAMPLE === 0);
		const ours = await time((program) => createInterpreter(program).run, examples);
		const peer = await time((program) => flatEvaluator(program).run, sample);
		const answering = (peer.answering / sample.length) * examples.length;
		const times = sumUp({ ours: [ours.building + ours.answering], peer: [peer.building + answering] });
		return [{ quantity: 'time', ...times, recorded: 7 * 60 * 60 * 1000 }];
	},
};

async function time(
	prepare: (program: Program) => Runner,
	examples: readonly ScanExample[],
): Promise<{ building: number; answering: number }> {
	let run: Runner | undefined;
	const building = await milliseconds(() => {
		run = prepare(scan.program());
	});
	const answering = await milliseconds(() => {
		for (const example of examples) answer(run, example);
	});
	return { building, answering };
}

function answer(run: Runner | undefined, { command, actions }: ScanExample): string {
	const codec = scan.codec();
	const tokens = codec.encode(command);
	const result = run?.(tokens);
	const output = codec.decode(result?.output ?? [], tokens);
	if (output !== actions) throw new Error(`"${command}" gave "${output}" and not "${actions}".`);
	return JSON.stringify({ input: command, output, tokens: result?.output, layers: result?.layers });
}
