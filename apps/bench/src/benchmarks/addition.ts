import type { Value } from '@alta-ts/core';
import { createInterpreter } from '@alta-ts/interpreter';
import { addition, createRandom } from '@alta-ts/programs';
import type { Benchmark } from '../benchmark.js';
import { flatEvaluator } from '../flat-evaluator.js';
import { timeBoth } from '../times.js';

const SUMS = 20;

/** Addition of long numbers on symbols. */
export const additionOnSymbols: Benchmark = {
	name: 'addition-on-symbols',
	task: 'One sum of two numbers of up to 100 digits on symbols, reading and writing included (mean of 20 sums)',
	peer: 'the evaluator of flat tables, on the same sums',
	run: async () => {
		const random = createRandom(1);
		const generate = addition.generate();
		const sums = Array.from({ length: SUMS }, () => generate(random, { minLength: 100, maxLength: 100 }));
		const program = addition.program();
		const interpreter = createInterpreter(program);
		const flat = flatEvaluator(program);
		const times = await timeBoth(
			3,
			() => addAll(sums, interpreter.run),
			() => addAll(sums, flat.run),
			SUMS,
		);
		return [{ quantity: 'time', ...times }];
	},
};

function addAll(sums: readonly string[], run: (tokens: readonly string[]) => { readonly output: readonly Value[] }): void {
	const codec = addition.codec();
	const oracle = addition.oracle();
	for (const sum of sums) {
		const tokens = codec.encode(sum);
		const answer = codec.decode(run(tokens).output, tokens);
		if (answer !== oracle(sum)) throw new Error(`${sum} gave ${answer}.`);
	}
}
