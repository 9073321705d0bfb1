import { type AltaError, altaError, warning } from '@alta-ts/diagnostics';
import type { CoverageSide } from '@alta-ts/interpreter';
import type { Arguments } from '../arguments.js';
import { readBudget } from '../budget.js';
import type { Command } from '../command.js';
import { type CoverageReport, coverageJson, drawCoverage, type RowSource } from '../coverage-report.js';
import { dataCodec } from '../data-codec.js';
import { type Input, readInputFile } from '../inputs.js';
import type { Io } from '../io.js';
import { readSymbolOptions, symbolOptions } from '../load-options.js';
import { type LoadedProgram, loadProgram } from '../load-program.js';
import { layerOptions } from '../program-options.js';
import { createProgress } from '../progress.js';
import { printAll } from '../report-error.js';

/** `alta analyze rows`. */
export const analyze: Command = {
	usage: 'rows PROGRAM --train FILE --test FILE',
	words: { min: 2, max: 2 },
	description:
		'Tells which rows of a program fire on the inputs of a training set, and which ones only a test set needs. A test input is covered when ' +
		'every row that fires on it fires in training too: a learner has no reason to get the other rows right. Values that variables have on the ' +
		'test set only are listed beside, since a learner has never seen them either.\n' +
		'The rows are those of the tables, simplified, and for every head whose output is erased one row a value. FILE has one input a line, or lines IN: … OUT: ….',
	options: [
		{ name: 'train', value: 'FILE', help: 'The training inputs; - is standard input.' },
		{ name: 'test', value: 'FILE', help: 'The test inputs; - is standard input.' },
		{
			name: 'rows',
			value: 'KIND',
			choices: ['own', 'enumerated'],
			help: "The program's own rows, or one for every combination of values of all variables.",
		},
		...layerOptions,
		...symbolOptions,
	],
	examples: [
		{
			command: 'alta analyze rows parity-sequential-absolute --train short.txt --test long.txt',
			says: 'all is covered, but for positions never seen',
		},
		{
			command: 'alta analyze rows parity-sequential-absolute --train short.txt --test long.txt --rows enumerated',
			says: 'rows that know the position: nothing is',
		},
		{
			command: 'alta analyze rows scan --set padding=32 --train train.txt --test test.txt',
			says: 'commands, which may begin with up to 32 words pad',
		},
	],
	run: async (input, io) => {
		const [analysis = '', word = ''] = input.words;
		if (analysis !== 'rows') throw noSuchAnalysis(analysis);
		const files = { train: fileOf(input, 'train'), test: fileOf(input, 'test') };
		if (files.train === '-' && files.test === '-') throw oneInput();
		const budget = readBudget(input);
		const loaded = await loadProgram(word, readSymbolOptions(input, word), io);
		const rowSource: RowSource = input.text('rows') === 'enumerated' ? 'enumerated' : 'own';
		const program = await withRows(loaded, rowSource);
		const codec = dataCodec(loaded.codec);
		const train = await readInputFile(codec, files.train, ['training inputs'], io);
		const test = await readInputFile(codec, files.test, ['test inputs'], io);

		const { coverage } = await import('@alta-ts/interpreter');
		const progress = createProgress(io, 'analyze');
		let done = 0;
		function* tokensOf(inputs: readonly Input[]): Generator<readonly string[]> {
			for (const { tokens } of inputs) {
				yield tokens;
				done += 1;
				progress(done, train.length + test.length);
			}
		}
		const report: CoverageReport = {
			program: program.name,
			rowSource,
			coverage: coverage(program, tokensOf(train), tokensOf(test), budget),
		};
		io.stdout.write(input.flag('json') ? coverageJson(report) : drawCoverage(report, io.stdout.colours));
		const halted = [warnUnfinished('training', report.coverage.training, io), warnUnfinished('test', report.coverage.test, io)];
		return halted.every(Boolean) ? 0 : 1;
	},
};

async function withRows({ program }: LoadedProgram, rows: RowSource): Promise<LoadedProgram['program']> {
	if (rows === 'enumerated') return (await import('@alta-ts/core')).enumerateRows(program);
	return (await import('@alta-ts/compiler')).simplify(program);
}

function fileOf(input: Arguments, name: 'train' | 'test'): string {
	const file = input.text(name);
	if (file !== undefined) return file;
	throw altaError('ALTA9005', {
		what: `alta analyze rows needs ${name === 'train' ? 'training' : 'test'} inputs.`,
		where: ['alta analyze'],
		why: 'It compares what a program does on two sets of inputs.',
		fix: `Write --${name} FILE.`,
	});
}

function oneInput(): AltaError {
	return altaError('ALTA9007', {
		what: '--train and --test are both standard input.',
		where: ['alta analyze'],
		why: 'It can be read only once.',
		fix: 'Put one of them into a file.',
	});
}

function noSuchAnalysis(word: string): AltaError {
	return altaError('ALTA9001', {
		what: `There is no analysis "${word}".`,
		where: ['alta analyze'],
		why: 'What can be analyzed are rows.',
		fix: 'Write alta analyze rows.',
	});
}

/** Warns about runs that reached their limit of layers. Returns whether there were none. */
function warnUnfinished(name: string, { unfinished, inputs }: CoverageSide, io: Io): boolean {
	const [first] = unfinished;
	if (first === undefined) return true;
	const problem = warning('ALTA9032', {
		what: `The program did not halt on ${unfinished.length} of ${inputs} ${name} inputs.`,
		where: [`${name} inputs`, `line ${first + 1}`],
		why: 'A run reached its limit of layers, so rows that fire later are not counted.',
		fix: 'Allow more with --max-layers.',
	});
	printAll([problem], io);
	return false;
}
