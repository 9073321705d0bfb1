import { type MaxLength, maxLengthDefaults, maxLengthOptions } from '../parity/max-length.js';
import { parityTask } from '../parity/parity-task.js';
import type { Task } from '../task.js';
import { buildParitySequentialAbsolute } from './program.js';

/** Parity, bit by bit, with absolute positions. */
export const paritySequentialAbsolute: Task<MaxLength> = parityTask({
	name: 'parity-sequential-absolute',
	title: 'Parity, bit by bit, by absolute position',
	summary:
		'Is the number of ones odd? Every position knows its number and that of its left neighbour, and the first one is done from the beginning. ' +
		'In every layer the position whose neighbour is done adds its own bit to the parity found so far and is done too. So n bits take n − 1 layers.',
	before: [],
	after: [],
	defaults: maxLengthDefaults,
	options: maxLengthOptions,
	build: ({ maxLength }) => buildParitySequentialAbsolute(maxLength),
	maxBits: ({ maxLength }) => maxLength,
	empty: '',
});
