import { type AltaError, altaError, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import type { OptionSpec } from '../command-line.js';
import { compileLoaded, existing, readPassSettings } from '../compile-loaded.js';
import { drawSummary } from '../draw-summary.js';
import { loadOptions, readLoadOptions } from '../load-options.js';
import { loadSource } from '../load-source.js';
import { drawLongest, longestInputs } from '../longest.js';
import { summarize } from '../model-summary.js';
import { weightOptions } from '../pass-options.js';
import { dtypeOption, maxLengthOption } from '../program-options.js';
import { rowNamed, whyRow } from '../why-row.js';

const whyOption: OptionSpec = {
	name: 'why',
	value: 'ROW',
	help: 'Why a row can fire or never does: VARIABLE:N, counted from 0 among the rows that write the variable, or "stage 0, layer 0, update 0, row 0".',
};

const longestOption: OptionSpec = {
	name: 'longest',
	help: 'The longest input that is guaranteed, for every data type or the one of --dtype, of up to --max-length positions.',
};

/** `alta inspect`. */
export const inspect: Command = {
	usage: 'PROGRAM',
	words: { min: 1, max: 1 },
	description:
		'Shows the Transformer a program compiles to, or the one in a model folder: stages, layout of the residual stream, sizes, ' +
		'what every part costs, and the certificate, which says for which inputs the weights are guaranteed to equal the program. ' +
		'With --why, tells of one row of a program how its values can come about, or why it never fires.',
	options: [...weightOptions, dtypeOption, maxLengthOption, whyOption, longestOption, ...loadOptions],
	examples: [
		{ command: 'alta inspect parity-sequential-relative', says: 'its coordinates and what they mean' },
		{ command: 'alta inspect parity-sum-mod-2 --set maxLength=100 --json', says: 'the numbers of a larger one' },
		{ command: 'alta inspect parity-sequential-relative --why done:0', says: 'how the first row that writes done can fire' },
		{ command: 'alta inspect parity-sum-mod-2 --longest', says: 'how long inputs may be in f64, f32, f16 and bf16' },
	],
	run: async (input, io) => {
		const source = await loadSource(input.words[0] ?? '', readLoadOptions(input), io);
		if (!('model' in source)) refuseBeside(input);
		const why = input.text('why');
		if (why !== undefined) {
			if ('model' in source) throw noRows();
			io.stdout.write(whyRow(source.program, rowNamed(source.program, why), input.flag('json')));
			return 0;
		}
		if (input.flag('longest') && !('model' in source)) {
			const found = longestInputs(source, await readPassSettings(source, input, io), io);
			io.stdout.write(input.flag('json') ? `${JSON.stringify(found, null, 2)}\n` : drawLongest(found));
			return 0;
		}
		const model =
			'model' in source
				? existing(source.model, input, ['max-length', 'dtype', 'longest'])
				: compileLoaded(source, await readPassSettings(source, input, io));
		const summary = summarize(model);
		io.stdout.write(
			input.flag('json') ? `${JSON.stringify(summary, null, 2)}\n` : drawSummary(summary, io.stdout.colours, 'model' in source),
		);
		return 0;
	},
};

/** What `--longest` cannot be asked together with. */
const NOT_LONGEST: readonly { readonly name: string; readonly isGiven: (input: Arguments) => boolean; readonly why: string }[] = [
	{ name: 'why', isGiven: (input) => input.text('why') !== undefined, why: 'One asks for lengths of inputs, the other for a row.' },
	{
		name: 'profile',
		isGiven: (input) => input.text('profile') !== undefined,
		why: 'Weights for the inputs in a file are guaranteed for these alone, so their length is known.',
	},
	{
		name: 'allow-inexact',
		isGiven: (input) => input.flag('allow-inexact'),
		why: 'One asks what is guaranteed, the other does without a guarantee.',
	},
];

function refuseBeside(input: Arguments): void {
	if (!input.flag('longest')) return;
	throwProblems(
		NOT_LONGEST.filter(({ isGiven }) => isGiven(input)).map(({ name, why }) =>
			problem('ALTA9007', { what: `Both --longest and --${name} are given.`, where: ['alta inspect'], why, fix: 'Leave one of them out.' }),
		),
	);
}

function noRows(): AltaError {
	return altaError('ALTA9007', {
		what: '--why is given for weights that are there already.',
		why: 'It tells about a row of a program, and weights no longer have its rows.',
		fix: 'Give the program, or see alta explain for what weights are there for.',
	});
}
