import type { Model } from '@alta-ts/model';
import { type Codec, findTask } from '@alta-ts/programs';
import { valueText } from '../value-text.js';

/** How text becomes tokens for a model: by its task, or else as they are, separated by spaces. */
export function codecOf({ codec }: Model): Codec {
	if (codec !== undefined) return findTask(codec.name).codec(codec.options);
	return {
		encode: (text) => text.split(/\s+/).filter((token) => token !== ''),
		decode: (output) => output.map(valueText).join(' '),
	};
}
