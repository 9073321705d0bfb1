import { type MaxLength, maxLengthDefaults, maxLengthOptions } from '../parity/max-length.js';
import { parityTask } from '../parity/parity-task.js';
import type { Task } from '../task.js';
import { buildParityIntermediateVariable } from './program.js';

/** Parity in two layers, with the count of ones written down in between. */
export const parityIntermediateVariable: Task<MaxLength> = parityTask({
	name: 'parity-intermediate-variable',
	title: 'Parity by counting, with the count written down',
	summary:
		'Is the number of ones odd? As in parity-sum-mod-2 a fraction tells how many ones there are. The first layer turns it into a count, ' +
		'a categorical variable, and the second takes the count modulo 2. The detour makes the two steps easier to learn from traces.',
	before: [],
	after: ['EOS'],
	defaults: maxLengthDefaults,
	options: maxLengthOptions,
	build: ({ maxLength }) => buildParityIntermediateVariable(maxLength),
	maxBits: ({ maxLength }) => maxLength - 1,
	empty: '0',
});
