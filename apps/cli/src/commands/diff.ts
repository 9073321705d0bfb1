import type { Value } from '@alta-ts/core';
import { isAltaError } from '@alta-ts/diagnostics';
import { DIFF_LAYERS, type DiffReport, diff as diffSides, type SideDifference } from '@alta-ts/verify';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { counted, grouped } from '../counted.js';
import { type DiffInputs, diffInputs } from '../diff-inputs.js';
import { engineNames, type LoadedSide, loadSides, type OpenedSide, openSide, readSideWords } from '../diff-side.js';
import { differingValue, placeText, shortTokens } from '../difference-text.js';
import type { Io } from '../io.js';
import { loadOptions } from '../load-options.js';
import { writeNote } from '../note.js';
import { adapterWords } from '../open-backend.js';
import { inexactOption, inputsOption, runDtypeOption, targetOptions, withoutOption } from '../program-options.js';
import { createProgress } from '../progress.js';
import { MAX_LENGTH, SAMPLES, SEED } from '../verify-inputs.js';

/** How many layers are compared where nothing says that an input will ever halt. */
const RANDOM_LAYERS = 100;

/** `alta diff`. */
export const diff: Command = {
	usage: 'A B [TOKENS…]',
	words: { min: 2, max: Number.POSITIVE_INFINITY },
	description:
		'Runs two programs, two models, or one of them on two engines, and prints the first layer, position and variable where they part, with ' +
		`both values. A and B are a PROGRAM, or PROGRAM@ENGINE with an engine of ${engineNames.join(', ')}; B may be @ENGINE alone, for the program of A. ` +
		'Without an engine a program runs on symbols and a folder of weights on the reference backend; a program on a backend is compiled. ' +
		'Variables are compared by name, and those that only one side has are left out. Where A and B read the input as different tokens, only their ' +
		`answers are compared. Without tokens, ${SAMPLES} random inputs of up to ${MAX_LENGTH} units are made from seed ${SEED}, for the task of A if it has one, else for that of B. ` +
		'Exits with 1 where they differ.',
	options: [
		{ name: 'answers', help: 'Compare only the answers, and whether both halt.' },
		inputsOption,
		{ name: 'samples', value: 'N', help: 'Make N random inputs.' },
		{ name: 'max-length', value: 'L', help: "Make none longer than L, in the task's units." },
		{ name: 'seed', value: 'S', help: 'Make other random inputs.' },
		{
			name: 'max-layers',
			value: 'N',
			help: `Compare at most N layers an input; ${grouped(DIFF_LAYERS)} by default, or ${RANDOM_LAYERS} where neither is of the library.`,
		},
		{ ...runDtypeOption, help: `${runDtypeOption.help} f32 by default for a program.` },
		...targetOptions,
		inexactOption,
		withoutOption,
		...loadOptions,
	],
	examples: [
		{ command: 'alta diff parity-sequential-relative @cpu', says: 'a program, and its weights on the CPU backend' },
		{ command: 'alta diff parity-sequential-relative@reference @cpu 1 0 1', says: 'its weights on two backends, on one input' },
		{ command: 'alta diff old.ts new.ts --samples 1000', says: 'two versions of a program, layer by layer' },
		{ command: 'alta diff parity-sequential-relative parity-sum-mod-2 --answers', says: 'whether two programs compute the same' },
		{ command: 'alta diff weights other-weights --json', says: 'two folders of weights' },
	],
	run: async (input, io) => {
		const [a, b] = await loadSides(await readSideWords(input.words, io), input, io);
		const found = await diffInputs(a, b, input, io);
		const longest = (of: 'a' | 'b'): number => found.inputs.reduce((most, each) => Math.max(most, each[of].length), 0);
		const openedA = await openSide(a, longest('a'), input, io);
		try {
			const openedB = await openSide(b, longest('b'), input, io);
			try {
				return await compare({ a, b, openedA, openedB, found }, input, io);
			} finally {
				openedB.dispose();
			}
		} finally {
			openedA.dispose();
		}
	},
};

interface Job {
	readonly a: LoadedSide;
	readonly b: LoadedSide;
	readonly openedA: OpenedSide;
	readonly openedB: OpenedSide;
	readonly found: DiffInputs;
}

async function compare({ a, b, openedA, openedB, found: { inputs, apart } }: Job, input: Arguments, io: Io): Promise<number> {
	const answersOnly = apart || input.flag('answers');
	if (apart && !input.flag('answers')) writeNote('A and B read the input as different tokens, so that only their answers are compared', io);
	const isTask = a.task !== undefined || b.task !== undefined;
	const maxLayers = input.integer('max-layers', 0) ?? (isTask ? DIFF_LAYERS : RANDOM_LAYERS);
	const progress = createProgress(io, 'diff');
	const report = await diffSides(openedA.side, openedB.side, inputs, {
		maxLayers,
		...(answersOnly ? { answers: { a: answerOf(a), b: answerOf(b) } } : {}),
		onProgress: (done) => progress(done, inputs.length),
	});
	if (input.flag('json')) {
		const sides = { a: sideJson(a, openedA), b: sideJson(b, openedB) };
		io.stdout.write(`${JSON.stringify({ ...sides, answersOnly, ...report }, null, 2)}\n`);
	} else {
		const [nameA, nameB] = shownNames(a, openedA, b, openedB);
		io.stdout.write(`A  ${sideText(nameA, openedA)}\nB  ${sideText(nameB, openedB)}\n${text(report, maxLayers, io)}`);
	}
	return report.differences === 0 ? 0 : 1;
}

/** How an answer reads; where it cannot be read, why. */
function answerOf({ codec }: LoadedSide): (output: readonly Value[], tokens: readonly string[]) => string {
	return (output, tokens) => {
		try {
			return codec.decode(output, tokens);
		} catch (error) {
			if (!isAltaError(error)) throw error;
			return `${error.code}: ${error.problems[0]?.what ?? ''}`;
		}
	};
}

/** What A and B are called: what was written where it tells apart two of one name. */
function shownNames(a: LoadedSide, openedA: OpenedSide, b: LoadedSide, openedB: OpenedSide): readonly [string, string] {
	const given = [a.word.program, b.word.program] as const;
	return openedA.name === openedB.name && given[0] !== given[1] ? given : [openedA.name, openedB.name];
}

function sideJson({ word }: LoadedSide, { name, engine, dtype, backend }: OpenedSide): object {
	return { name, given: word.program, engine, dtype, backend };
}

function sideText(name: string, { dtype, backend }: OpenedSide): string {
	if (backend === null) return `${name} on symbols`;
	const adapter = backend.adapter === backend.executed ? '' : ` (${adapterWords(backend)})`;
	return `${name}, weights in ${dtype} on ${backend.executed}${adapter}`;
}

function text(report: DiffReport, maxLayers: number, io: Io): string {
	const { green, red } = io.stdout.colours;
	const { first, differences, inputs, stopped } = report;
	const counts = `${counted(inputs, 'input')}, ${counted(report.layers, 'layer')}, ${counted(report.compared, 'value')} compared`;
	const limit =
		stopped === 0 ? '' : `${grouped(stopped)} of ${counted(inputs, 'input')} did not halt within ${counted(maxLayers, 'layer')}\n`;
	const rest = `${onlyText('A', report.onlyA)}${onlyText('B', report.onlyB)}${limit}`;
	if (first === null) return `${counts}, ${green('no difference')}\n${rest}`;
	return `${counts}, ${red(counted(differences, 'difference'))}; the first:\n${firstText(first)}${rest}`;
}

function firstText(first: SideDifference): string {
	const input = `  input ${first.input + 1}:  ${shortTokens(first.tokens)}`;
	const where = `  where:    ${placeText(first)}`;
	if (first.sublayer === 'halting') return `${input}\n${where}: ${first.a === true ? 'A halts, B goes on' : 'B halts, A goes on'}\n`;
	return [input, where, `  A:        ${differingValue(first.a)}`, `  B:        ${differingValue(first.b)}`, ''].join('\n');
}

function onlyText(letter: string, names: readonly string[]): string {
	return names.length === 0 ? '' : `not compared, since only ${letter} has them: ${names.join(', ')}\n`;
}
