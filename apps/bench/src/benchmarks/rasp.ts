import { compile, optionalPasses } from '@alta-ts/compiler';
import { createInterpreter } from '@alta-ts/interpreter';
import { dyck2 } from '@alta-ts/programs';
import {
	aggregate,
	createEvaluator,
	EQ,
	indices,
	LT,
	lower,
	type Scalar,
	type SOp,
	select,
	selectorAnd,
	selectorOr,
	selectorWidth,
	tokens,
} from '@alta-ts/rasp';
import type { Benchmark } from '../benchmark.js';
import { timeBoth } from '../measure.js';

const PLAIN = 'the same compiler with all its passes off';
const without = optionalPasses.map(({ name }) => name);

/** How often each token is there. */
function histogram(): SOp {
	return selectorWidth(select(tokens(), tokens(), EQ));
}

/** Every token at the place that smaller ones, and equal ones before it, leave to it. */
function sorting(): SOp {
	const smaller = select(tokens(), tokens(), LT);
	const equalBefore = selectorAnd(select(tokens(), tokens(), EQ), select(indices, indices, LT));
	return aggregate(select(selectorWidth(selectorOr(smaller, equalBefore)), indices, EQ), tokens());
}

function words(count: number): readonly string[] {
	return Array.from({ length: count }, (_, index) => `w${String(index).padStart(3, '0')}`);
}

function compileGraph(
	name: string,
	task: string,
	graph: () => SOp,
	vocabulary: readonly Scalar[],
	maxLength: number,
	recorded: number,
): Benchmark {
	return {
		name,
		task: `Compiling ${task}: from its graph to weights`,
		peer: PLAIN,
		run: async () => {
			const program = (): ReturnType<typeof lower>['program'] => lower(graph(), { name, vocabulary, maxLength }).program;
			const times = await timeBoth(
				15,
				() => compile(program()),
				() => compile(program(), { without }),
			);
			return [{ quantity: 'time', ...times, recorded }];
		},
	};
}

/** Sorting 20 words, up to 15 of them; recorded for a smaller job of Tracr's. */
export const raspSortCompile: Benchmark = compileGraph(
	'rasp-sort-compile',
	'sorting of 20 words, up to 15 in a row',
	sorting,
	words(20),
	15,
	25,
);

/** A histogram over 400 words. */
export const raspHistogramCompile: Benchmark = compileGraph(
	'rasp-histogram-compile',
	'a histogram over 400 words, up to 20 in a row',
	histogram,
	words(400),
	20,
	1200,
);

/** Dyck-2, from its builder; recorded for Tracr's shuffle-Dyck-2. */
export const raspDyckCompile: Benchmark = {
	name: 'rasp-dyck-compile',
	task: 'Compiling Dyck-2 for 20 parentheses: from its graph to weights',
	peer: PLAIN,
	run: async () => {
		const times = await timeBoth(
			3,
			() => compile(dyck2.program({ maxLength: 20 })),
			() => compile(dyck2.program({ maxLength: 20 }), { without }),
		);
		return [{ quantity: 'time', ...times, recorded: 590 }];
	},
};

/** Sorting 33 letters, straight from the graph. */
export const raspSortEvaluate: Benchmark = {
	name: 'rasp-sort-evaluate',
	task: 'Evaluating the graph that sorts 33 letters, one input',
	peer: 'the program it is lowered to, on the interpreter',
	run: async () => {
		const graph = sorting();
		const vocabulary = [...'abcdefghijklmnopqrstuvwxyz'.split('')];
		const input = Array.from({ length: 33 }, (_, index) => vocabulary[(index * 7) % 26] ?? 'a');
		const evaluate = createEvaluator([graph]);
		const interpreter = createInterpreter(lower(graph, { name: 'sort', vocabulary, maxLength: 33 }).program);
		const many = (work: () => unknown) => (): void => {
			for (let round = 0; round < 100; round++) work();
		};
		const times = await timeBoth(
			9,
			many(() => evaluate(input)),
			many(() => interpreter.run(input)),
		);
		return [{ quantity: 'time', ours: times.ours / 100, peer: times.peer / 100, recorded: 19 }];
	},
};
