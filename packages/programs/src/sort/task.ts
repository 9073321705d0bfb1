import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildSort } from './program.js';

/** Digits in order. */
export const sort: Task<{ readonly maxLength: number }> = classicTask({
	name: 'sort',
	title: 'Sorting',
	summary:
		'Which order do digits come in? In the first layer every position counts the digits that are smaller, and equal ones before it: that is its place. In the second every position fetches the digit whose place it is.',
	paper: raspPaper,
	tokens: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
	build: () => buildSort(),
	answer: (words) => [...words].sort(),
	defaults: classicDefaults,
	options: classicOptions,
});
