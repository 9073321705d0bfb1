import { type MaxLength, maxLengthDefaults, maxLengthOptions } from '../parity/max-length.js';
import { parityTask } from '../parity/parity-task.js';
import type { Task } from '../task.js';
import { buildParitySumMod2 } from './program.js';

/** Parity in one layer, by counting the ones. */
export const paritySumMod2: Task<MaxLength> = parityTask({
	name: 'parity-sum-mod-2',
	title: 'Parity by counting, in one layer',
	summary:
		'Is the number of ones odd? Every position attends to all ones and to the EOS token after the bits. EOS carries a 1 and the ones carry 0, ' +
		'so the mean is 1/(ones + 1), and a table from that fraction to the parity gives the answer at every position at once.',
	before: [],
	after: ['EOS'],
	defaults: maxLengthDefaults,
	options: maxLengthOptions,
	build: ({ maxLength }) => buildParitySumMod2(maxLength),
	maxBits: ({ maxLength }) => maxLength - 1,
	empty: '0',
});
