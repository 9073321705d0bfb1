import { compile } from '@alta-ts/compiler';
import { dyck2, histogram, sort, type Task } from '@alta-ts/programs';
import { createEvaluator, lower, type Scalar, type SOp } from '@alta-ts/rasp';
import type { Benchmark } from '../benchmark.js';
import { compileDensely } from '../dense-rasp.js';
import { evaluatePlainly } from '../plain-rasp.js';
import { timeBoth } from '../times.js';

const DENSE =
	'dense matrices for the same graph, built as Tracr does: a coordinate for every value of every node, a hidden unit for every combination of inputs';
const PLAIN = 'every selector as a square of truth values, of which every aggregate filters a row';

type Classic = Task<{ readonly maxLength: number }>;

/** A task of the library with what its inputs are made of. */
interface Job {
	readonly name: string;
	readonly what: string;
	readonly task: Classic;
	readonly vocabulary: readonly Scalar[];
	readonly maxLength: number;
	/** Milliseconds of Tracr. */
	readonly recorded: number;
}

function compileJob({ name, what, task, vocabulary, maxLength, recorded }: Job): Benchmark {
	return {
		name,
		task: `Compiling ${what}: from its graph to weights`,
		peer: DENSE,
		run: async () => {
			const times = await timeBoth(
				9,
				() => compile(lower(graphOf(task), { name, vocabulary, maxLength }).program),
				() => compileDensely(graphOf(task), vocabulary, maxLength),
			);
			return [{ quantity: 'time', ...times, recorded }];
		},
	};
}

/** Sorting 20 words, up to 15 of them; recorded for a smaller job of Tracr's. */
export const raspSortCompile: Benchmark = compileJob({
	name: 'rasp-sort-compile',
	what: 'sorting of 20 words, up to 15 in a row',
	task: sort,
	vocabulary: words(20),
	maxLength: 15,
	recorded: 25,
});

/** A histogram over 400 words. */
export const raspHistogramCompile: Benchmark = compileJob({
	name: 'rasp-histogram-compile',
	what: 'a histogram over 400 words, up to 20 in a row',
	task: histogram,
	vocabulary: words(400),
	maxLength: 20,
	recorded: 1200,
});

/** Dyck-2; recorded for Tracr's shuffle-Dyck-2. */
export const raspDyckCompile: Benchmark = compileJob({
	name: 'rasp-dyck-compile',
	what: 'Dyck-2 for 20 parentheses',
	task: dyck2,
	vocabulary: ['(', ')', '{', '}'],
	maxLength: 20,
	recorded: 590,
});

/** How many inputs are evaluated in one measurement. */
const ROUNDS = 100;

function evaluateJob(name: string, what: string, task: Classic, input: readonly string[], recorded: number): Benchmark {
	return {
		name,
		task: `Evaluating ${what}, straight from its graph, one input`,
		peer: PLAIN,
		run: async () => {
			const root = graphOf(task);
			const evaluate = createEvaluator([root]);
			if (String(evaluate(input).values(root)) !== String(evaluatePlainly(root, input))) throw new Error(`${name}: the answers differ`);
			const many = (work: () => unknown) => (): void => {
				for (let round = 0; round < ROUNDS; round++) work();
			};
			const times = await timeBoth(
				9,
				many(() => evaluate(input).values(root)),
				many(() => evaluatePlainly(root, input)),
				ROUNDS,
			);
			return [{ quantity: 'time', ...times, recorded }];
		},
	};
}

/** Sorting 33 letters; recorded for the paper's interpreter. */
export const raspSortEvaluate: Benchmark = evaluateJob(
	'rasp-sort-evaluate',
	'sorting of 33 letters',
	sort,
	Array.from({ length: 33 }, (_, at) => String.fromCodePoint(97 + ((at * 7) % 26))),
	19,
);

/** Dyck-2 on 59 parentheses; recorded for the paper's interpreter. */
export const raspDyckEvaluate: Benchmark = evaluateJob(
	'rasp-dyck-evaluate',
	'Dyck-2 on 59 parentheses',
	dyck2,
	[...'({()}){}'.repeat(8).slice(0, 59)],
	72,
);

function graphOf(task: Classic): SOp {
	const graph = task.graph?.();
	if (graph === undefined) throw new Error(`${task.name} is no RASP`);
	return graph;
}

function words(count: number): readonly string[] {
	return Array.from({ length: count }, (_, index) => `w${String(index).padStart(3, '0')}`);
}
