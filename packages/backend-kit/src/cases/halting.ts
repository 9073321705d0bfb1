import {
	createReferenceBackend,
	type FloatDType,
	type HaltOp,
	type Repeat,
	type SparseMatrix,
	type Step,
	type Tensor,
	withScope,
} from '@alta-ts/tensor';
import type { BackendCase, CaseContext } from '../case.js';
import { difference } from '../compare.js';
import { numbers, sparse, startsOf, tensor, total } from '../data/numbers.js';
import { BATCHES, FLOATS } from '../data/sizes.js';
import { asStarts, flags, perRow, perSequence, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';
import { readAll, runPlan } from '../run-plan.js';
import { exactCases, opCase } from './op-case.js';

const halt: HaltOp = { op: 'halt', label: 'halt', tests: 'tests', starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' };

interface HaltTest {
	readonly lengths: readonly number[];
	readonly tests: Tensor;
	readonly limits: readonly number[];
	readonly step?: HaltOp;
}

function test(what: string, { lengths, tests, limits, step = halt }: HaltTest): Trial {
	return trial(what, {
		given: {
			tests: perRow(tests),
			starts: asStarts(startsOf(lengths)),
			limits: perSequence(tensor('i32', [limits.length], limits)),
		},
		buffers: { flags, passes: flags },
		steps: [step],
	});
}

/** One halting test: who passes it, who has reached a limit, who goes on. */
function* tests(dtype: FloatDType): Iterable<Trial> {
	for (const lengths of BATCHES) {
		const count = total(lengths);
		const limits = lengths.map((_, sequence) => 1 + (sequence % 3));
		yield test(`random tests of sequences ${lengths.join(', ')}`, { lengths, tests: numbers(dtype, [count, 2], 1), limits });
		yield test(`all of ${lengths.join(', ')} pass`, {
			lengths,
			tests: tensor(dtype, [count, 3], Array<number>(count * 3).fill(0.5)),
			limits,
		});
		const lastFails = Array.from({ length: count * 3 }, (_, entry) => (entry === count * 3 - 1 ? 0 : 1));
		yield test(`the last entry of ${lengths.join(', ')} fails`, { lengths, tests: tensor(dtype, [count, 3], lastFails), limits });
		yield test(`tests of ${lengths.join(', ')} without columns`, { lengths, tests: tensor(dtype, [count, 0], []), limits });
	}
	const entries = [1, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 2 ** -14];
	const each = { lengths: entries.map(() => 1), tests: tensor(dtype, [entries.length, 1], entries) };
	yield test('zero, negative, NaN and infinite entries', { ...each, limits: entries.map(() => 9) });
	yield test('limits of 0 and below', { ...each, limits: entries.map((_, sequence) => sequence - 3) });
	const { tests: _, ...untested } = halt;
	yield test('no tests: limits alone', { ...each, limits: entries.map((_, sequence) => sequence), step: untested });
}

/** Counts each row down from where it starts; a sequence halts when all its rows are at 0 or below. */
function countdown(what: string, dtype: FloatDType, lengths: readonly number[], from: readonly number[], loop: Countdown): Trial {
	const { atMost, limits = lengths.map(() => 1000), until = true } = loop;
	const steps: Step[] = [
		{ op: 'add', label: 'count', a: 'state', b: 'minus', unless: 'flags', starts: 'starts', out: 'state' },
		{ op: 'linear', label: 'tests', x: 'state', weight: 'negate', bias: 'one', activation: 'relu', out: 'tests' },
		halt,
	];
	const repeat: Repeat = { op: 'repeat', label: 'loop', steps, atMost, ...(until ? { until: 'flags' } : {}) };
	const count = total(lengths);
	const wide = from.flatMap((start) => [start, 1]);
	return trial(what, {
		constants: {
			negate: sparse(tensor(dtype, [2, 1], [-1, 0])),
			one: tensor(dtype, [1], [1]),
			identity: tensor(dtype, [2, 2], [1, 0, 0, 1]),
		},
		given: {
			start: perRow(tensor(dtype, [count, 2], wide)),
			minus: perRow(
				tensor(
					dtype,
					[count, 2],
					Array.from({ length: count * 2 }, (_, entry) => (entry % 2) - 1),
				),
			),
			starts: asStarts(startsOf(lengths)),
			limits: perSequence(tensor('i32', [lengths.length], limits)),
		},
		buffers: { state: rows(dtype, 2), tests: rows(dtype, 1), flags, passes: flags },
		steps: [{ op: 'linear', label: 'begin', x: 'start', weight: 'identity', activation: 'none', out: 'state' }, repeat],
	});
}

interface Countdown {
	readonly atMost: number;
	readonly limits?: readonly number[];
	readonly until?: boolean;
}

/** Loops that end by test, by limit, at once, or never run. */
function* loops(dtype: FloatDType): Iterable<Trial> {
	const lengths = [2, 0, 3, 1];
	const from = [1, 4, 2, 7, 3, 5];
	yield countdown('sequences halt one after the other', dtype, lengths, from, { atMost: 50 });
	yield countdown('atMost comes first', dtype, lengths, from, { atMost: 4 });
	yield countdown('atMost 0', dtype, lengths, from, { atMost: 0 });
	yield countdown('atMost 1', dtype, lengths, from, { atMost: 1 });
	yield countdown('limits come first', dtype, lengths, from, { atMost: 50, limits: [2, 1, 3, 4] });
	yield countdown('all halted at once', dtype, lengths, Array<number>(6).fill(1), { atMost: 50 });
	yield countdown('without until, halted sequences wait', dtype, lengths, from, { atMost: 9, until: false });
	yield countdown('no sequences', dtype, [], [], { atMost: 5 });
	yield countdown('empty sequences', dtype, [0, 0], [], { atMost: 5 });
	yield countdown('many passes', dtype, [1, 1], [200, 3], { atMost: 500 });
	const many = Array.from({ length: 70 }, (_, sequence) => sequence % 3);
	yield countdown(
		'many sequences',
		dtype,
		many,
		Array.from({ length: total(many) }, (_, row) => 1 + ((row * 7) % 11)),
		{ atMost: 50 },
	);
}

/** Loops in loops; what they count, and what is left in buffers from one pass to the next. */
function* nested(dtype: FloatDType): Iterable<Trial> {
	const x = perRow(numbers(dtype, [5, 3], 3, 'whole'));
	const one: Step = { op: 'add', label: 'one', a: 'sum', b: 'x', out: 'sum' };
	const inner: Repeat = { op: 'repeat', label: 'inner', atMost: 3, steps: [one] };
	const other: Step = { op: 'add', label: 'other', a: 'double', b: 'sum', out: 'double' };
	const buffers = { sum: rows(dtype, 3), double: rows(dtype, 3) };
	yield trial('a loop in a loop', { given: { x }, buffers, steps: [{ op: 'repeat', label: 'outer', atMost: 2, steps: [inner, other] }] });
	yield trial('a loop in one that never runs', {
		given: { x },
		buffers,
		steps: [
			{ op: 'repeat', label: 'outer', atMost: 0, steps: [inner, other] },
			{ ...other, label: 'after' },
		],
	});
	yield trial('two loops, one after the other', {
		given: { x },
		buffers,
		steps: [inner, { op: 'repeat', label: 'second', atMost: 2, steps: [other] }],
	});
	yield trial('a loop of no steps', { given: { x }, buffers, steps: [{ op: 'repeat', label: 'nothing', atMost: 4, steps: [] }] });
}

/** Loops and tensors called as properties are that every object has. */
function named(dtype: FloatDType): Trial {
	const add = (label: string, out: string): Step => ({ op: 'add', label, a: out, b: 'valueOf', out });
	return trial('names that every object has', {
		given: { valueOf: perRow(tensor(dtype, [2, 1], [1, 2])) },
		buffers: { toString: rows(dtype, 1), hasOwnProperty: rows(dtype, 1) },
		steps: [
			{
				op: 'repeat',
				label: 'constructor',
				atMost: 3,
				steps: [
					add('isPrototypeOf', 'toString'),
					{ op: 'repeat', label: 'toString', atMost: 2, steps: [add('toLocaleString', 'hasOwnProperty')] },
				],
			},
		],
	});
}

/** A looped layer: attention and a sparse linear map on a state that changes a little in each pass. */
function loopedLayer(dtype: FloatDType, lengths: readonly number[], first: number): Trial {
	const width = 12;
	const count = total(lengths);
	const states = Array.from({ length: count * width }, (_, entry) => (entry % width === (entry * 7 + first) % 5 ? 1 : 0));
	const square = (one: (row: number, column: number) => boolean): SparseMatrix =>
		sparse(
			tensor(
				dtype,
				[width, width],
				Array.from({ length: width ** 2 }, (_, entry) => Number(one(Math.floor(entry / width), entry % width))),
			),
		);
	const steps: Step[] = [
		{
			op: 'attention',
			label: 'look left',
			query: 'state',
			key: 'state',
			value: 'state',
			starts: 'starts',
			heads: [
				{
					name: 'left',
					keyColumns: [0, 0],
					valueColumns: [0, width],
					kind: 'hard',
					scale: 1,
					offsets: [-1],
					// The first position looks at itself, so that something goes on for ever.
					null: { logit: -1, value: { position: 0 } },
				},
			],
			out: 'left',
		},
		{ op: 'linear', label: 'shift', x: 'left', weight: 'shift', activation: 'clipped-relu', out: 'next' },
		{ op: 'linear', label: 'keep', x: 'state', weight: 'shift', bias: 'minus', activation: 'relu', out: 'kept' },
		{ op: 'add', label: 'together', a: 'next', b: 'kept', out: 'state' },
	];
	return trial(`sequences of ${lengths.join(', ') || 'nothing'}, from ${first}`, {
		constants: {
			shift: square((row, column) => (row + 1) % width === column),
			identity: square((row, column) => row === column),
			minus: tensor(dtype, [width], Array<number>(width).fill(-1)),
		},
		given: { start: perRow(tensor(dtype, [count, width], states)), starts: asStarts(startsOf(lengths)) },
		buffers: { state: rows(dtype, width), left: rows(dtype, width), next: rows(dtype, width), kept: rows(dtype, width) },
		steps: [
			{ op: 'linear', label: 'begin', x: 'start', weight: 'identity', activation: 'none', out: 'state' },
			{ op: 'repeat', label: 'loop', atMost: 15, steps },
		],
	});
}

/** One executable on one batch after the other: nothing is left of the batch before. */
async function batchAfterBatch({ backend }: CaseContext, dtype: FloatDType): Promise<readonly string[]> {
	const batches: readonly (readonly [lengths: readonly number[], first: number])[] = [
		[[5, 1, 0, 9], 0],
		[[5, 1, 0, 9], 1],
		[[5, 1, 0, 9], 0],
		[[2], 3],
		[[], 0],
		[[30, 3], 2],
		[[5, 1, 0, 9], 4],
	];
	const trials = batches.map(([lengths, first]) => loopedLayer(dtype, lengths, first));
	const { plan } = loopedLayer(dtype, [], 0);
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const problems: string[] = [];
		for (const each of trials) {
			const wanted = await runPlan(createReferenceBackend(), plan, each.inputs);
			const buffers = Object.entries(each.inputs).map(([name, input]) => [name, scope.upload(input, name)] as const);
			const { outputs } = await scope.run(executable, Object.fromEntries(buffers));
			const found = await readAll(backend, outputs);
			for (const [name, output] of wanted.outputs) {
				const wrong = difference(name, found.get(name), output);
				if (wrong !== undefined) problems.push(`${each.what}: ${wrong}`);
			}
		}
		return problems;
	});
}

/**
 * A loop whose halting test divides the rows into other sequences than a step whose result only that test sees: what has halted for the one has
 * not for the other.
 */
function otherSequences(dtype: FloatDType): Trial {
	const copy: Step = {
		op: 'attention',
		label: 'copy',
		query: 'state',
		key: 'state',
		value: 'state',
		starts: 'other',
		heads: [{ name: 'self', keyColumns: [0, 0], valueColumns: [0, 1], kind: 'hard', scale: 1, offsets: [0] }],
		out: 'tests',
	};
	return trial('tests over other sequences than those that halt', {
		given: {
			x: perRow(tensor(dtype, [2, 1], [-1, 1])),
			begin: perRow(tensor(dtype, [2, 1], [2, -2])),
			starts: asStarts(startsOf([1, 1])),
			other: asStarts(startsOf([2, 0])),
			limits: perSequence(tensor('i32', [2], [1, 9])),
		},
		buffers: { state: rows(dtype, 1), tests: rows(dtype, 1), flags, passes: flags },
		outputs: ['state', 'flags', 'passes'],
		steps: [
			{ op: 'add', label: 'begin', a: 'state', b: 'begin', out: 'state' },
			{
				op: 'repeat',
				label: 'loop',
				until: 'flags',
				atMost: 6,
				steps: [{ op: 'add', label: 'count', a: 'state', b: 'x', out: 'state' }, copy, halt],
			},
		],
	});
}

/** Halting tests and loops: counts and flags are exact. */
export const haltingCases: readonly BackendCase[] = [
	...exactCases('halt', 'tests, limits and flags', tests),
	...exactCases('repeat', 'until and atMost, with sequences that halt one by one', loops),
	...exactCases('repeat', 'nested, one after the other, and empty', nested),
	...exactCases('repeat', 'names that every object has', (dtype) => [named(dtype)]),
	...exactCases('repeat', 'sequences of steps and of halting tests that differ', (dtype) => [otherSequences(dtype)]),
	...exactCases('repeat', 'a looped layer whose state changes a little', (dtype) => [
		loopedLayer(dtype, [5, 1, 0, 9], 0),
		loopedLayer(dtype, [33], 2),
	]),
	...FLOATS.map((dtype) => opCase('repeat', dtype, 'batch after batch', async (context) => batchAfterBatch(context, dtype))),
];
