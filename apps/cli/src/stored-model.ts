import { withCopiedWeights } from '@alta-ts/compiler';
import { altaError } from '@alta-ts/diagnostics';
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

/** Throws ALTA9007 for `--copied` where there are no copies: without `--unrolled`, or in ONNX, where each weight is there once. */
export function checkStorage(input: Arguments, onnx: boolean): void {
	if (!input.flag('copied') || (!onnx && input.text('unrolled') !== undefined)) return;
	throw altaError('ALTA9007', {
		what: onnx ? '--copied is given for an ONNX file.' : '--copied is given without --unrolled.',
		where: ['alta compile'],
		why: onnx ? 'Such a file holds each weight once.' : 'Only the layers of an unrolled loop have copies.',
		fix: onnx ? 'Leave --copied out.' : 'Leave --copied out, or add --unrolled N.',
	});
}

/** The model as it is to be stored in a folder. */
export function stored(model: Model, input: Arguments): Model {
	const copied = input.flag('copied') ? withCopiedWeights(model) : model;
	return input.text('matrices') === 'dense' ? denseModel(copied) : copied;
}
