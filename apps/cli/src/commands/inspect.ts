import type { Command } from '../command.js';
import { compileLoaded, existing, readCompileSettings } from '../compile-loaded.js';
import { drawSummary } from '../draw-summary.js';
import { loadSource } from '../load-source.js';
import { summarize } from '../model-summary.js';
import { dtypeOption, maxLengthOption, setOption, targetOptions } from '../program-options.js';

/** `alta inspect`. */
export const inspect: Command = {
	usage: 'PROGRAM',
	words: { min: 1, max: 1 },
	description:
		'Shows the Transformer a program compiles to, or the one in a model folder: stages, layout of the residual stream, sizes, ' +
		'what every part costs, and the certificate, which says for which inputs the weights are guaranteed to equal the program.',
	options: [...targetOptions, dtypeOption, maxLengthOption, setOption],
	examples: [
		{ command: 'alta inspect parity-sequential-relative', says: 'eight coordinates and what they mean' },
		{ command: 'alta inspect parity-sum-mod-2 --set maxLength=100 --json', says: 'the numbers of a larger one' },
	],
	run: async (input, io) => {
		const source = await loadSource(input.words[0] ?? '', { settings: input.texts('set') }, io);
		const model = 'model' in source ? existing(source.model, input) : compileLoaded(source, readCompileSettings(input));
		const summary = summarize(model);
		io.stdout.write(input.flag('json') ? `${JSON.stringify(summary, null, 2)}\n` : drawSummary(summary, io.stdout.colours));
		return 0;
	},
};
