import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildHistogram } from './program.js';

/** How often each token occurs. */
export const histogram: Task<{ readonly maxLength: number }> = classicTask({
	name: 'histogram',
	title: 'Histogram',
	summary:
		'How often does each token occur? Every position selects the positions that hold its own token, and counts them: one layer with one head.',
	paper: raspPaper,
	tokens: ['a', 'b', 'c', 'd'],
	build: () => buildHistogram(),
	answer: (words) => words.map((word) => String(words.filter((each) => each === word).length)),
	defaults: classicDefaults,
	options: classicOptions,
});
