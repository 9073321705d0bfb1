import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildReverse } from './program.js';

/** The input backwards. */
export const reverse: Task<{ readonly maxLength: number }> = classicTask({
	name: 'reverse',
	title: 'Reversing',
	summary:
		'What is the input backwards? In the first layer every position counts how many there are; then it knows which one mirrors it, and fetches its token.',
	paper: raspPaper,
	tokens: ['a', 'b', 'c', 'd'],
	build: () => buildReverse(),
	answer: (words) => [...words].reverse(),
	defaults: classicDefaults,
	options: classicOptions,
});
