import { withCopiedWeights } from '@alta-ts/compiler';
import { denseModel, type Model } from '@alta-ts/model';
import type { Arguments } from './arguments.js';
import type { OptionSpec } from './command-line.js';

/** How weights are stored. */
export const storageOptions: readonly OptionSpec[] = [
	{
		name: 'matrices',
		value: 'FORM',
		choices: ['dense', 'sparse'],
		help: 'Matrices with all their zeros, or without where that is smaller. By default sparse in a folder and dense in ONNX, as most runtimes want it.',
	},
	{ name: 'copied', help: 'Store weights for every copy of an unrolled layer, not only once.' },
];

/** The model as it is to be stored in a folder. */
export function stored(model: Model, input: Arguments): Model {
	const copied = input.flag('copied') ? withCopiedWeights(model) : model;
	return input.text('matrices') === 'dense' ? denseModel(copied) : copied;
}
