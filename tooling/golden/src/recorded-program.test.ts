import type { Program } from '@alta-ts/core';
import { library, type Task } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { expectColumns, expectValues } from './counterpart.js';
import { type Evaluation, type Evaluator, evaluators } from './evaluators.js';
import { goldenFiles, readGolden, reportUnknownKeys } from './golden-folder.js';
import { type ProgramRecording, type RecordedCase, type RecordedColumns, readRecordings } from './program-recording.js';

/** Recordings that are not of a program, or of weights, which are the recorded system's own. */
const OTHER_FILES = /^(units|traces-.*|weights-.*|scan-dataset)\.json$/;

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
			expect(recordings.flatMap((recording) => [...recording.cases, ...recording.haltingCases]).length).toBeGreaterThan(0);
		});

		if (task === undefined) return;
		for (const [index, recording] of recordings.entries()) {
			const where = index === 0 ? '' : 'long: ';
			for (const [engine, run] of Object.entries(evaluators)) testRecording(`${where}${engine}`, task, recording, run);
		}
	});
}

/** The program a file records. Rule-form programs (`parity-sparse-…`) do the same as the others. */
function taskOf(file: string): Task | undefined {
	const name = file.replace(/\.json$/, '').replace(/^([a-z]+)-sparse-/, '$1-');
	return library.find((task) => task.name === name);
}

function testRecording(name: string, task: Task, recording: ProgramRecording, run: Evaluator): void {
	const program = build(task, recording);
	for (const [number, each] of recording.cases.entries()) {
		test.skipIf(shifted(each))(`${name}, case ${number}: ${each.input.join(' ')}`, async () => {
			expect.hasAssertions();
			await expectRun(program, recording, each, run);
			expectAnswer(task, recording, each, await run(program, tokensOf(program, each)));
		});
	}
	for (const [number, each] of recording.haltingCases.entries()) {
		test.skipIf(shifted(each))(`${name}, halting case ${number}: ${each.input.join(' ')}`, async () => {
			const result = await run(program, tokensOf(program, each));
			expect(result).toMatchObject({ halted: true, layers: each.layersRun ?? result.layers });
			if (each.output !== undefined) expectValues(result.output, each.output, 'output');
			expectAnswer(task, recording, each, result);
		});
	}
}

/** Positions that do not start at 0 are a feature of the recorded interpreter alone: such a case is not run. */
function shifted(each: RecordedCase): boolean {
	return each.positionShift !== 0;
}

function optionsOf(task: Task, recording: ProgramRecording): Readonly<Record<string, number>> {
	if (!('maxLength' in task.options)) return {};
	const longest = Math.max(1, ...[...recording.cases, ...recording.haltingCases].map((each) => each.input.length));
	return { maxLength: recording.maxLength ?? longest };
}

function build(task: Task, recording: ProgramRecording): Program {
	return task.program(optionsOf(task, recording));
}

function tokensOf(program: Program, each: RecordedCase): readonly string[] {
	return each.input.map((id) => program.input.tokens[id] ?? `#${id}`);
}

function headNames(program: Program, recording: ProgramRecording): ReadonlyMap<string, string> {
	const ours = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads.map((head) => head.output)));
	return new Map((recording.heads ?? []).map((name, index) => [name, ours[index] ?? name]));
}

async function expectRun(program: Program, recording: ProgramRecording, each: RecordedCase, run: Evaluator): Promise<void> {
	const heads = headNames(program, recording);
	const budget = each.layersRun === undefined ? {} : { layers: each.layersRun };
	const { trace, ...result } = await run(program, tokensOf(program, each), budget);
	expect(result.layers).toBe(each.layersRun ?? result.layers);
	if (each.initial !== undefined) expectColumns(trace.initial, each.initial, heads, 'initial');
	let state: RecordedColumns = each.initial ?? {};
	for (const [index, layer] of (each.layers ?? []).entries()) {
		const ours = trace.layers[index];
		if (ours === undefined) throw new Error(`layer ${index} was not run`);
		expectColumns(ours.afterAttention, { ...state, ...layer.attention }, heads, `layer ${index}, attention`);
		state = { ...state, ...layer.mlp };
		expectColumns(ours.afterUpdates, { ...state, ...erased(layer.attention) }, heads, `layer ${index}, update`);
	}
	if (each.output !== undefined) expectValues(result.output, each.output, 'output');
}

/** Head outputs are undefined after every update. */
function erased(heads: RecordedColumns): RecordedColumns {
	return Object.fromEntries(Object.entries(heads).map(([name, column]) => [name, column.map(() => null)]));
}

/** The recorded bits go through our codec, and the answer is the recorded one and the oracle's. */
function expectAnswer(task: Task, recording: ProgramRecording, each: RecordedCase, result: Evaluation): void {
	if (each.bits === undefined) return;
	const options = optionsOf(task, recording);
	const codec = task.codec(options);
	const text = each.bits.join(' ');
	const tokens = codec.encode(text);
	expect(tokens.map((token) => task.program(options).input.tokens.indexOf(token))).toEqual(each.input);
	const answer = codec.decode(result.output, tokens);
	expect(answer).toBe(task.oracle(options)(text));
	// Without a position there is no last one that could hold the expected answer.
	const expected = each.expectedLast === undefined || tokens.length === 0 ? answer : String(each.expectedLast);
	expect(answer).toBe(expected);
}
