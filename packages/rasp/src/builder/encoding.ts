import type { GraphValue } from '../graph/value.js';
import { requireSOp } from './check-arguments.js';
import type { Sequence } from './sequence.js';

/**
 * Asks for a number as the encoding of a program's answer. What is between input and answer is encoded as those who read it need
 * it, whatever it is marked as.
 */
export function numerical<T extends GraphValue>(sequence: Sequence<T>): Sequence<T> {
	requireSOp(sequence, { of: 'numerical', as: 'sequence' });
	return { ...sequence, encoding: 'numerical' };
}

/** Asks for a one-hot symbol as the encoding of a program's answer. See {@link numerical}. */
export function categorical<T extends GraphValue>(sequence: Sequence<T>): Sequence<T> {
	requireSOp(sequence, { of: 'categorical', as: 'sequence' });
	return { ...sequence, encoding: 'categorical' };
}
