import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { tracrPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildInputLength } from './program.js';

/** How long the input is. */
export const inputLength: Task<{ readonly maxLength: number }> = classicTask({
	name: 'length',
	title: 'Length of the input',
	summary: 'How many tokens are there? Every position selects all positions and counts them.',
	paper: tracrPaper,
	tokens: ['a', 'b', 'c', 'd'],
	build: () => buildInputLength(),
	answer: (words) => words.map(() => String(words.length)),
	defaults: classicDefaults,
	options: classicOptions,
});
