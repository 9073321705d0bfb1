import { parityTask } from '../parity/parity-task.js';
import type { Task } from '../task.js';
import { buildParitySequentialRelative } from './program.js';

/** Parity, bit by bit, with relative positions. It takes strings of any length. */
export const paritySequentialRelative: Task<Record<never, never>> = parityTask({
	name: 'parity-sequential-relative',
	title: 'Parity, bit by bit, by relative position',
	summary:
		'Is the number of ones odd? A START token before the bits is done from the beginning. In every layer each position looks at its left neighbour; ' +
		'the one whose neighbour is done adds its own bit to the parity found so far and is done too. So n bits take n layers, and any n will do.',
	before: ['START'],
	after: [],
	defaults: {},
	options: {},
	build: buildParitySequentialRelative,
	maxBits: () => undefined,
	empty: '0',
});
