import type { Problem } from '@alta-ts/diagnostics';
import type { Budget } from '@alta-ts/interpreter';
import type { Model } from '@alta-ts/model';
import type { Arguments } from '../arguments.js';
import { hasEnded, readBudget } from '../budget.js';
import { noteProfile, warnInexact } from '../certificate-text.js';
import type { Command } from '../command.js';
import { readDType } from '../dtype.js';
import type { Engine, Outcome } from '../engine.js';
import { type Input, readInputs } from '../inputs.js';
import type { Io } from '../io.js';
import { loadOptions, readLoadOptions } from '../load-options.js';
import { loadSource, type Source } from '../load-source.js';
import { warnNotHalted } from '../not-halted.js';
import { checkBackend } from '../open-backend.js';
import {
	backendOption,
	inexactOption,
	inputsOption,
	layerOptions,
	maxLengthOption,
	profileOption,
	runDtypeOption,
	targetOptions,
	withoutOption,
} from '../program-options.js';
import { createProgress } from '../progress.js';
import { isRaspFile } from '../rasp-options.js';
import { printAll } from '../report-error.js';
import { tokenJson } from '../value-text.js';
import { engineOption, wantsWeights } from '../wants-weights.js';

/** `alta run`. */
export const run: Command = {
	usage: 'PROGRAM [TOKENS…]',
	words: { min: 1, max: Number.POSITIVE_INFINITY },
	description:
		'Runs a program and prints its answer. PROGRAM is a name of the library, a Program in JSON, a .js or .ts module that exports one, ' +
		'a RASP file with --output and --vocab, ' +
		'or a folder that alta compile wrote. A library program reads and writes the text of its task; any other reads and writes tokens, ' +
		'and · stands for undefined. Weights run when PROGRAM is a folder or an option is about weights, else the interpreter.',
	options: [
		inputsOption,
		engineOption,
		backendOption,
		runDtypeOption,
		...targetOptions,
		inexactOption,
		profileOption,
		withoutOption,
		maxLengthOption,
		...layerOptions,
		...loadOptions,
	],
	examples: [
		{ command: 'alta run parity-sequential-relative 1 0 1 1', says: 'the parity of four bits: 1' },
		{ command: 'alta run parity-sequential-relative 1 0 1 1 --engine model', says: 'the same, through weights' },
		{ command: 'alta run parity-sum-mod-2 --inputs bits.txt --json', says: 'one JSON object a line of bits.txt' },
		{ command: 'alta run parity-sequential-absolute --set maxLength=100 1 0', says: 'the program built for 100 positions' },
	],
	run: async (input, io) => {
		const budget = readBudget(input);
		const source = await loadSource(input.words[0] ?? '', { ...readLoadOptions(input), keepsWarnings: true }, io);
		if ('program' in source) printAll(source.warnings?.filter(({ code }) => code !== FAILS_SOMEWHERE) ?? [], io);
		const inputs = await readInputs(source.codec, input, io);
		const engine = await createEngine(source, input, io);
		try {
			return (await runInputs({ source, engine, inputs, budget }, input, io)) ? 0 : 1;
		} finally {
			engine.dispose();
		}
	},
};

interface RunJob {
	readonly source: Source;
	readonly engine: Engine;
	readonly inputs: readonly Input[];
	readonly budget: Budget;
}

/** Runs inputs and prints their answers; tells whether all of them halted and mean something. */
async function runInputs({ source, engine, inputs, budget }: RunJob, input: Arguments, io: Io): Promise<boolean> {
	const rasp = 'program' in source ? source.rasp : undefined;
	const progress = createProgress(io, 'run');
	let isWell = true;
	for (let start = 0; start < inputs.length; start += engine.batch) {
		const batch = inputs.slice(start, start + engine.batch);
		const outcomes = await engine.run(
			batch.map((each) => each.tokens),
			budget,
		);
		for (const [index, outcome] of outcomes.entries()) {
			const each = batch[index];
			if (each === undefined) continue;
			const answer = source.codec.decode(outcome.output, each.tokens);
			io.stdout.write(input.flag('json') ? json(each, answer, outcome, engine) : `${answer}\n`);
			const failure = rasp?.failureOn(each.tokens);
			if (failure !== undefined) {
				isWell = false;
				printAll([meansNothing(each, failure)], io);
			}
			if (outcome.halted || budget.layers !== undefined) continue;
			isWell = false;
			const standstill = engine.standstill?.(each.tokens, outcome.layers);
			warnNotHalted(each, outcome.layers, { standstill, ended: hasEnded(engine.passDepth, outcome.layers, budget) }, io);
		}
		progress(start + batch.length, inputs.length);
	}
	return isWell;
}

/** The warning that evaluation fails on some inputs, told here of the inputs that are run. */
const FAILS_SOMEWHERE = 'ALTA0521';

function meansNothing({ text }: Input, failure: Problem): Problem {
	return {
		...failure,
		what: `The answer for ${text} means nothing: ${failure.what}`,
		why: `Evaluation of the s-op fails on this input. ${failure.why}`,
	};
}

async function createEngine(source: Source, input: Arguments, io: Io): Promise<Engine> {
	// The longest input is one that a program has, too, where it is made from a RASP file.
	const others = isRaspFile(input.words[0] ?? '') ? [] : ['max-length'];
	if (!wantsWeights(input, 'program' in source, others) && 'program' in source) {
		const { interpreterEngine } = await import('../interpreter-engine.js');
		return interpreterEngine(source.program);
	}
	await checkBackend(input.text('backend'), io);
	const { modelEngine } = await import('../model-engine.js');
	const model = await modelOf(source, input, io);
	warnInexact(model, io);
	noteProfile(model, io);
	return modelEngine(model, input.text('backend'), readDType(input), io);
}

async function modelOf(source: Source, input: Arguments, io: Io): Promise<Model> {
	const { compileLoaded, existing, readPassSettings } = await import('../compile-loaded.js');
	return 'model' in source
		? existing(source.model, input, ['max-length'])
		: compileLoaded(source, await readPassSettings(source, input, io));
}

function json(input: Input, answer: string, { output, layers, halted }: Outcome, { name, backend }: Engine): string {
	const tokens = output.map(tokenJson);
	return `${JSON.stringify({ input: input.text, output: answer, tokens, layers, halted, engine: name, backend })}\n`;
}
