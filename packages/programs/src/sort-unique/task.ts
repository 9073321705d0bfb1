import { createTask } from '../create-task.js';
import { altaPaper } from '../paper.js';
import type { Task } from '../task.js';
import { numbersCodec, randomNumbers, readDistinct } from './numbers-text.js';
import { buildSortUnique, LARGEST } from './program.js';

/** Sorting of distinct numbers, in two layers. */
export const sortUnique: Task<Record<never, never>> = createTask({
	name: 'sort-unique',
	title: 'Sorting distinct numbers, in two layers',
	summary:
		'Which order do distinct numbers come in? A BOS token before them counts as 0 and carries a 1. In the first layer each number attends to all that are ' +
		'not larger; the mean of what they carry is one over their count, and the count is the place the number belongs to. In the second layer every position ' +
		'fetches the number that belongs to it.',
	paper: altaPaper,
	unit: 'numbers',
	defaults: {},
	options: {},
	program: buildSortUnique,
	codec: () => numbersCodec,
	oracle: () => (text) => [...readDistinct(text)].sort((a, b) => a - b).join(' '),
	generate: () => randomNumbers,
	maxLength: () => LARGEST,
});
