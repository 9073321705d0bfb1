import { withCopiedWeights } from '@alta-ts/compiler';
import { denseModel, type Model } from '@alta-ts/model';
import type { Arguments } from './arguments.js';
import type { OptionSpec } from './command-line.js';

/** How weights are stored in a folder. */
export const storageOptions: readonly OptionSpec[] = [
	{ name: 'dense', help: 'Store matrices with all their zeros.' },
	{ name: 'copied', help: 'Store weights for every copy of an unrolled layer, not only once.' },
];

/** The model as it is to be stored. */
export function stored(model: Model, input: Arguments): Model {
	const copied = input.flag('copied') ? withCopiedWeights(model) : model;
	return input.flag('dense') ? denseModel(copied) : copied;
}
