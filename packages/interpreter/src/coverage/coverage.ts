import type { Program } from '@alta-ts/core';
import { createEngine } from '../fast/engine.js';
import { type Budget, makeSchedule, runSchedule } from '../schedule.js';
import { createMarks, type Marks } from './marks.js';
import type { ProgramRow } from './program-rows.js';
import { type Coordinate, createRecorder, type Recorder } from './recorder.js';

/** The inputs of a program, tokens each. They are read once, one after the other. */
export type Inputs = Iterable<readonly string[]>;

/** What training inputs exercise of a program, and what test inputs need beyond that. */
export interface Coverage {
	/** How many rows the program has, erasing rows included. */
	readonly rows: number;
	readonly training: CoverageSide;
	readonly test: CoverageSide;
	/** How many test inputs are *covered*: every row that fires on them fires on some training input too. */
	readonly covered: number;
	/** `covered` as a share of all test inputs; 1 where there are none. */
	readonly share: number;
	/** Indices of the test inputs that are not covered. */
	readonly uncovered: readonly number[];
	/** Rows that fire on test inputs only, in the order of the program. */
	readonly testOnlyRows: readonly ProgramRow[];
	/** Values that variables have on test inputs only, in the order of the program. */
	readonly testOnlyCoordinates: readonly Coordinate[];
}

/** What happened on one of the two sets of inputs. */
export interface CoverageSide {
	readonly inputs: number;
	/** How many rows fired on some of them. */
	readonly fired: number;
	/** Indices of the inputs whose run reached `maxLayers`; what they would have done after that is not counted. */
	readonly unfinished: readonly number[];
}

/**
 * The rows that fire on some of the inputs, in the order of the program (see `programRows`).
 *
 * @example
 * ```ts
 * import { categorical, defineProgram } from '@alta-ts/core';
 * import { firedRows, showRow } from '@alta-ts/interpreter';
 * const swap = defineProgram({
 *   name: 'swap', tokens: ['a', 'b'], layers: 1, output: 'x',
 *   variables: { x: categorical(['a', 'b'], { byToken: (token) => (token === 'a' ? 'a' : 'b') }) },
 *   mlp(z) { z.x = z.x === 'a' ? 'b' : 'a'; },
 * });
 * firedRows(swap, [['a'], ['a', 'a']]).map(showRow) // => ['x ← "b" where x = "a"']
 * ```
 */
export function firedRows(program: Program, inputs: Inputs, options: Budget = {}): readonly ProgramRow[] {
	const runs = createRuns(program, options);
	const fired = createMarks(runs.recorder.rows.length);
	runs.each(inputs, ({ recorder }) => fired.addAll(recorder.fired.list()));
	return marked(runs.recorder.rows, fired);
}

/**
 * Compares what a program does on test inputs with what it does on training inputs. A row that never fires in training is one that a
 * learner has no reason to get right, so inputs that need it are not expected to be learned; nor are those that bring a variable to values
 * it never had in training, even where all rows are covered.
 *
 * @param program its own tables are looked at as they are; simplify it, or enumerate its rows, before
 * @param options limits of each run
 */
export function coverage(program: Program, training: Inputs, test: Inputs, options: Budget = {}): Coverage {
	const runs = createRuns(program, options);
	const { rows, coordinates } = runs.recorder;
	const [trained, tested, beyond] = [createMarks(rows.length), createMarks(rows.length), createMarks(rows.length)];
	const [metInTraining, metBeyond] = [createMarks(coordinates.length), createMarks(coordinates.length)];
	const uncovered: number[] = [];

	const trainingRuns = runs.each(training, ({ recorder }) => {
		trained.addAll(recorder.fired.list());
		metInTraining.addAll(recorder.met.list());
	});
	const testRuns = runs.each(test, ({ recorder, index }) => {
		const needed = recorder.fired.list().filter((row) => !trained.has(row));
		if (needed.length > 0) uncovered.push(index);
		beyond.addAll(needed);
		tested.addAll(recorder.fired.list());
		metBeyond.addAll(recorder.met.list().filter((coordinate) => !metInTraining.has(coordinate)));
	});

	const covered = testRuns.inputs - uncovered.length;
	return {
		rows: rows.length,
		training: { ...trainingRuns, fired: trained.list().length },
		test: { ...testRuns, fired: tested.list().length },
		covered,
		share: testRuns.inputs === 0 ? 1 : covered / testRuns.inputs,
		uncovered,
		testOnlyRows: marked(rows, beyond),
		testOnlyCoordinates: marked(coordinates, metBeyond),
	};
}

/** Runs of one program, recorded one by one. */
interface Runs {
	/** Notes what happens in the present run. */
	readonly recorder: Recorder;
	/** Runs the program on all inputs; `after` is called after each. */
	readonly each: (inputs: Inputs, after: (run: RecordedRun) => void) => Omit<CoverageSide, 'fired'>;
}

interface RecordedRun {
	readonly recorder: Recorder;
	readonly index: number;
}

function createRuns(program: Program, budget: Budget): Runs {
	const recorder = createRecorder(program);
	const engine = createEngine(program);
	const schedule = makeSchedule(program, budget);
	function each(inputs: Inputs, after: (run: RecordedRun) => void): Omit<CoverageSide, 'fired'> {
		const unfinished: number[] = [];
		let index = 0;
		for (const tokens of inputs) {
			recorder.clear();
			engine.start(tokens, recorder.observer);
			const { halted } = runSchedule(schedule, engine);
			if (!halted && budget.layers === undefined) unfinished.push(index);
			after({ recorder, index });
			index += 1;
		}
		return { inputs: index, unfinished };
	}
	return { recorder, each };
}

function marked<T>(list: readonly T[], marks: Marks): readonly T[] {
	return list.filter((_, index) => marks.has(index));
}
