import type { Tokens } from '../graph/node.js';
import type { GraphValue, Scalar } from '../graph/value.js';
import type { Sequence } from './sequence.js';

const asTheyAre: Tokens = { op: 'tokens', form: 'as is', name: 'tokens' };

/** The input. Name the type of its tokens to have functions on them checked: `tokens<'a' | 'b'>()`. */
export function tokens<T extends Scalar = string>(): Sequence<T> {
	// The tokens are whatever a program is run on, so that only its author can know their type.
	return asTheyAre;
}

/** The position of each token, from 0. */
export const indices: Sequence<number> = { op: 'indices', form: 'number', name: 'indices' };

/** The same value at every position. */
export function full<const T extends GraphValue>(value: T): Sequence<T> {
	return { op: 'constant', value };
}
