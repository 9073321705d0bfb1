import type { Program } from '@alta-ts/core';
import { createInterpreter } from '@alta-ts/interpreter';
import { library, type Task } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { type Counterpart, counterpartOf, expectColumns, expectValues } from './counterpart.js';
import { type Evaluation, type Evaluator, evaluators, mostWork, workOf } from './evaluators.js';
import { goldenFiles, readGolden, reportUnknownKeys } from './golden-folder.js';
import { type ProgramRecording, type RecordedCase, type RecordedColumns, readRecordings } from './program-recording.js';

/** Recordings that are not of a program, or of weights, which are the recorded system's own. */
const OTHER_FILES = /^(units|traces-.*|weights-.*|scan-dataset)\.json$/;

/**
 * Recordings of another algorithm for the same task; of these only outputs and layers count. The function form of SUBLEQ asks for what
 * other heads fetch in the same layer, which no Transformer can. Ours asks for what they fetched the layer before, as the rule form does.
 */
const OTHER_ALGORITHMS: ReadonlySet<string> = new Set(['subleq.json']);

const files = goldenFiles('alta').filter((name) => !OTHER_FILES.test(name));
const missing = library.filter(({ name }) => !files.some((file) => taskOf(file)?.name === name)).map(({ name }) => `${name}.json`);

// A recording that is missing, and one that the library has no program for, is not run.
for (const file of [...files, ...missing]) {
	const task = taskOf(file);
	const isThere = files.includes(file);
	describe.runIf(isThere && task !== undefined)(`${file}`, () => {
		const recordings = isThere && task !== undefined ? readRecordings(readGolden('alta', file), file) : [];
		reportUnknownKeys(
			file,
			recordings.flatMap((recording) => recording.unknownKeys),
		);

		test('has cases', () => {
			const cases = recordings.flatMap((recording) => [...recording.cases, ...recording.haltingCases, ...recording.answers]);
			expect(cases.length).toBeGreaterThan(0);
		});

		if (task === undefined) return;
		for (const [index, recording] of recordings.entries()) {
			const where = index === 0 ? '' : `${recording.name}: `;
			const options = optionsOf(task, recording);
			const subject: Subject = { task, options, recording, program: task.program(options), states: !OTHER_ALGORITHMS.has(file) };
			for (const [engine, run] of Object.entries(evaluators)) testRecording(`${where}${engine}`, subject, run, mostWork.get(engine));
			testAnswers(`${where}answers`, subject);
		}
	});
}

/** The program a file records. Rule-form programs (`parity-sparse-…`, `addition-sparse`) do the same as the others. */
function taskOf(file: string): Task | undefined {
	const name = file.replace(/\.json$/, '').replace(/-sparse(?=-|$)/, '');
	return library.find((task) => task.name === name);
}

/** What is tested: a recording, and the program of ours that it is compared with. */
interface Subject {
	readonly task: Task;
	readonly options: Readonly<Record<string, number>>;
	readonly recording: ProgramRecording;
	readonly program: Program;
	/** Whether the states after every sublayer are compared. */
	readonly states: boolean;
}

function testRecording(name: string, subject: Subject, run: Evaluator, most = Number.POSITIVE_INFINITY): void {
	const { recording, program } = subject;
	const isTooMuch = ({ input, layersRun = 1 }: RecordedCase): boolean => workOf(program, input.length, layersRun) > most;
	for (const [number, each] of recording.cases.entries()) {
		test.skipIf(shifted(each) || isTooMuch(each))(`${name}, case ${number}: ${each.input.join(' ')}`, async () => {
			expect.hasAssertions();
			await expectRun(subject, each, run);
			expectAnswer(subject, each, await run(program, tokensOf(program, each)));
		});
	}
	for (const [number, each] of recording.haltingCases.entries()) {
		test.skipIf(shifted(each))(`${name}, halting case ${number}: ${each.input.join(' ')}`, async () => {
			const result = await run(program, tokensOf(program, each));
			expect(result).toMatchObject({ halted: true, layers: each.layersRun ?? result.layers });
			expectOutput(counterpartOf(program), each, result);
			expectAnswer(subject, each, result);
		});
	}
}

/** Runs of which only the answers are recorded are many, so they are left to the fast evaluator. */
function testAnswers(name: string, { task, options, recording, program }: Subject): void {
	if (recording.answers.length === 0) return;
	test(name, () => {
		const codec = task.codec(options);
		const { run } = createInterpreter(program);
		for (const { text, expected, layers } of recording.answers) {
			const tokens = codec.encode(text);
			const result = run(tokens);
			const answer = codec.decode(result.output, tokens);
			expect({ text, answer, layers: result.layers }).toEqual({ text, answer: expected ?? answer, layers: layers ?? result.layers });
		}
	});
}

/** Positions that do not start at 0 are a feature of the recorded interpreter alone: such a case is not run. */
function shifted(each: RecordedCase): boolean {
	return each.positionShift !== 0;
}

function optionsOf(task: Task, { inputRange, positionRange, padding, ...recording }: ProgramRecording): Readonly<Record<string, number>> {
	if ('padding' in task.options) return { padding: padding ?? 0 };
	const longest = Math.max(1, ...[...recording.cases, ...recording.haltingCases].map((each) => each.input.length));
	if ('maxLength' in task.options) return { maxLength: recording.maxLength ?? longest };
	if (!('cells' in task.options)) return {};
	// Recorded cells hold as many negative as positive numbers.
	const values = inputRange === undefined ? {} : { minValue: (1 - inputRange) / 2, maxValue: (inputRange - 1) / 2 };
	return { cells: positionRange ?? longest, ...values };
}

function tokensOf(program: Program, each: RecordedCase): readonly string[] {
	return each.input.map((id) => program.input.tokens[id] ?? `#${id}`);
}

async function expectRun({ program, recording, states }: Subject, each: RecordedCase, run: Evaluator): Promise<void> {
	const counterpart = counterpartOf(program, recording.heads);
	const budget = each.layersRun === undefined ? {} : { layers: each.layersRun };
	const { trace, ...result } = await run(program, tokensOf(program, each), budget);
	expect(result.layers).toBe(each.layersRun ?? result.layers);
	expectOutput(counterpart, each, result);
	if (!states) return;
	if (each.initial !== undefined) expectColumns(counterpart, trace.initial, each.initial, 'initial');
	let state: RecordedColumns = each.initial ?? {};
	for (const [index, layer] of (each.layers ?? []).entries()) {
		const ours = trace.layers[index];
		if (ours === undefined) throw new Error(`layer ${index} was not run`);
		expectColumns(counterpart, ours.afterAttention, { ...state, ...layer.attention }, `layer ${index}, attention`);
		state = { ...state, ...layer.mlp };
		expectColumns(counterpart, ours.afterUpdates, { ...state, ...erased(layer.attention) }, `layer ${index}, update`);
	}
}

function expectOutput(counterpart: Counterpart, { output: recorded }: RecordedCase, { output }: Pick<Evaluation, 'output'>): void {
	const { output: readout } = counterpart.program;
	if (!('variable' in readout) || recorded === undefined) return;
	expectValues(counterpart, readout.variable, output, recorded, 'output');
}

/** Head outputs are undefined after every update. */
function erased(heads: RecordedColumns): RecordedColumns {
	return Object.fromEntries(Object.entries(heads).map(([name, column]) => [name, column.map(() => null)]));
}

/** The recorded text goes through our codec, and the answer is the recorded one and the oracle's. */
function expectAnswer({ task, options, program }: Subject, { input, text, expected }: RecordedCase, result: Evaluation): void {
	if (text === undefined) return;
	const codec = task.codec(options);
	const tokens = codec.encode(text);
	expect(tokens.map((token) => program.input.tokens.indexOf(token))).toEqual(input);
	const answer = codec.decode(result.output, tokens);
	expect(answer).toBe(task.oracle(options)(text));
	// Without a position there is no last one that could hold the expected answer.
	expect(answer).toBe(expected === undefined || tokens.length === 0 ? answer : expected);
}
