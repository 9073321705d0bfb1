import { DEFAULT_MAX_LAYERS } from '@alta-ts/interpreter';
import type { Model, TensorDType } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import { dtypeOf } from '@alta-ts/transformer';
import { type Difference, type VerifyReport, verify as verifyModel } from '@alta-ts/verify';
import type { Arguments } from '../arguments.js';
import { warnInexact } from '../certificate-text.js';
import type { Command } from '../command.js';
import { type CompileSettings, existing, readWeightSettings } from '../compile-loaded.js';
import { counted, grouped } from '../counted.js';
import { differingValue, placeText, shortTokens } from '../difference-text.js';
import { readDType } from '../dtype.js';
import type { BackendUse } from '../engine.js';
import type { Io } from '../io.js';
import { loadOptions } from '../load-options.js';
import type { LoadedProgram } from '../load-program.js';
import { loadSubject } from '../load-subject.js';
import { writeNote } from '../note.js';
import { adapterWords, checkDType, type OpenedBackend, openBackend } from '../open-backend.js';
import { weightOptions } from '../pass-options.js';
import { backendOption, inputsOption, runDtypeOption } from '../program-options.js';
import { createProgress } from '../progress.js';
import { MAX_LENGTH, SAMPLES, SEED, verifyInputs } from '../verify-inputs.js';
import { weightsToVerify } from '../weights-to-verify.js';

/** How many layers are compared where nothing says that an input will ever halt. */
const RANDOM_LAYERS = 100;

/** `alta verify`. */
export const verify: Command = {
	usage: 'PROGRAM [--model DIR]',
	words: { min: 1, max: 1 },
	description:
		'Compiles a program, runs it on symbols and its weights on a backend, and compares every variable at every position after every ' +
		'sublayer. Prints the first difference, if there is one, and exits with 1 then. ' +
		'With --model the weights are those in a folder. A folder alone will do where its weights come from a program of the library. ' +
		'Without --inputs, the inputs of --profile are compared, or ' +
		`${SAMPLES} random inputs of up to ${MAX_LENGTH} units are made from seed ${SEED}.`,
	options: [
		{ name: 'model', value: 'DIR', help: 'Compare the weights in this folder instead of compiling.' },
		inputsOption,
		{ name: 'samples', value: 'N', help: 'Make N random inputs.' },
		{
			name: 'exhaustive',
			help: `Compare every input of up to --max-length units, ${MAX_LENGTH} by default: 131,071 strings of bits, some minutes. More than 5 million are refused.`,
		},
		{ name: 'max-length', value: 'L', help: "Make none longer than L, in the task's units." },
		{ name: 'seed', value: 'S', help: 'Make other random inputs.' },
		{
			name: 'max-layers',
			value: 'N',
			help: `Compare at most N layers an input; ${RANDOM_LAYERS} by default for programs that are not of the library.`,
		},
		backendOption,
		{
			...runDtypeOption,
			help: `${runDtypeOption.help} For a program it is f64 by default on the reference backend, where residuals must agree to 1e-9, and f32 on others.`,
		},
		...weightOptions,
		...loadOptions,
	],
	examples: [
		{ command: 'alta verify parity-sequential-relative --exhaustive --max-length 8', says: 'all 511 strings of up to eight bits' },
		{ command: 'alta verify parity-sequential-relative', says: 'a hundred random strings of bits' },
		{ command: 'alta verify parity-sum-mod-2 --samples 20 --max-length 40 --seed 7 --dtype f32', says: 'longer ones, in single precision' },
		{ command: 'alta verify addition --target standard --samples 20', says: 'as a plain Transformer' },
		{ command: 'alta verify parity-sum-mod-2 --model parity', says: 'whether the weights in parity/ still compute the program' },
	],
	run: async (input, io) => {
		const { loaded, weights } = await loadSubject(input, io);
		const opened = await openBackend(input.text('backend'), io);
		try {
			return await compare({ loaded, weights, opened }, input, io);
		} finally {
			opened.backend.dispose();
		}
	},
};

interface Compared {
	readonly loaded: LoadedProgram;
	readonly weights: Model | undefined;
	readonly opened: OpenedBackend;
}

async function compare({ loaded, weights, opened: { backend, use } }: Compared, input: Arguments, io: Io): Promise<number> {
	if (weights !== undefined) existing(weights, input, []);
	const { profiled, ...settings } = await readWeightSettings(loaded, input, io);
	const { count, inputs, longest, units } = await verifyInputs(loaded, { weights, profiled: profiled?.inputs }, input, io);
	const dtype = readDType(input) ?? (weights === undefined ? (use.executed === 'reference' ? 'f64' : 'f32') : dtypeOf(weights));
	checkDType(backend, dtype);
	const model =
		weights ??
		weightsToVerify(loaded, input.words[0] ?? '', {
			...settings,
			dtype,
			...lengthFor(loaded, settings, longest),
		});
	warnInexact(model, io);
	const progress = createProgress(io, 'verify');
	const exhaustive = input.flag('exhaustive');
	const isTask = loaded.task !== undefined && (!exhaustive || findTask(loaded.task.name).alphabet !== undefined);
	const maxLayers = input.integer('max-layers', 0) ?? (isTask ? undefined : RANDOM_LAYERS);
	if (units !== undefined)
		writeNote(`${counted(count, 'input')} of up to ${counted(units, 'unit')} to compare${shortText(units, input)}`, io);
	const report = await verifyModel(loaded.program, model, inputs, {
		backend,
		dtype,
		...(maxLayers === undefined ? {} : { maxLayers }),
		onProgress: (done) => progress(done, count),
	});
	const where = { dtype, backend: use };
	io.stdout.write(input.flag('json') ? json(report, where, exhaustive) : text(report, where, maxLayers ?? DEFAULT_MAX_LAYERS, io));
	return report.differences === 0 ? 0 : 1;
}

/** Said where inputs of the length that was asked for are not taken. */
function shortText(units: number, input: Arguments): string {
	const asked = input.integer('max-length', 0);
	return asked === undefined || asked <= units ? '' : ', since longer ones are not taken';
}

/** The target standard needs a longest input; where the program has none, these inputs are what is compared. */
function lengthFor({ program }: LoadedProgram, { target }: CompileSettings, longest: number): { readonly maxLength?: number } {
	if (target !== 'standard' || program.positions !== undefined) return {};
	return { maxLength: Math.max(1, longest) };
}

/** What the weights ran in and on. */
interface Where {
	readonly dtype: TensorDType;
	readonly backend: BackendUse;
}

function json(report: VerifyReport, where: Where, exhaustive: boolean): string {
	const { program, inputs, layers, compared, differences, first, notStored } = report;
	const every = exhaustive ? { exhaustive } : {};
	return `${JSON.stringify({ program, inputs, layers, compared, differences, first, notStored, ...where, ...every }, null, 2)}\n`;
}

function text(report: VerifyReport, where: Where, maxLayers: number, io: Io): string {
	const { green, red } = io.stdout.colours;
	const counts = `${counted(report.inputs, 'input')}, ${counted(report.layers, 'layer')}, ${counted(report.compared, 'value')} compared`;
	const stopped =
		report.stopped === 0
			? ''
			: `${grouped(report.stopped)} of ${counted(report.inputs, 'input')} did not halt within ${counted(maxLayers, 'layer')}${stoppedText(report)}\n`;
	const left = report.notStored.length === 0 ? '' : `not stored, since nothing depends on them: ${report.notStored.join(', ')}\n`;
	const subject = `${report.program}${whereText(where)}`;
	if (report.first === null) return `${subject}: ${counts}, ${green('no difference')}\n${left}${stopped}`;
	return `${subject}: ${counts}, ${red(counted(report.differences, 'difference'))}; the first:\n${firstDifference(report.first)}${left}${stopped}`;
}

/** Told of other backends than the reference, which every comparison is made with unless it says so. */
function whereText({ dtype, backend }: Where): string {
	return backend.executed === 'reference' ? '' : ` in ${dtype} on ${backend.executed} (${adapterWords(backend)})`;
}

/** The first inputs that did not halt. */
function stoppedText({ stopped, stoppedOn }: VerifyReport): string {
	const shown = stoppedOn.map((tokens) => (tokens.length === 0 ? 'the empty input' : shortTokens(tokens)));
	return `: ${shown.join('; ')}${stopped > shown.length ? '; …' : ''}`;
}

function firstDifference(first: Difference): string {
	const { coordinate } = first;
	return [
		`  input ${first.input + 1}:  ${shortTokens(first.tokens)}`,
		`  where:    ${placeText(first)}`,
		`  program:  ${differingValue(first.expected)}`,
		`  weights:  ${differingValue(first.actual)}`,
		...(coordinate === null ? [] : [`  numbers:  ${coordinate.name} is ${coordinate.actual} where it should be ${coordinate.expected}`]),
		'',
	].join('\n');
}
