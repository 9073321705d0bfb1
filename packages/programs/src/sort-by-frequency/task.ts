import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { tracrPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildSortByFrequency } from './program.js';

/** Tokens by how often they occur. */
export const sortByFrequency: Task<{ readonly maxLength: number }> = classicTask({
	name: 'sort-by-frequency',
	title: 'Sorting by frequency',
	summary:
		'Which tokens occur most? The first layer counts how often each token occurs; the second sorts by that, frequent ones first and equally frequent ones as they came; the third fetches.',
	paper: tracrPaper,
	tokens: ['a', 'b', 'c', 'd'],
	build: () => buildSortByFrequency(),
	answer: (words) => {
		const count = (word: string): number => words.filter((each) => each === word).length;
		return [...words].sort((a, b) => count(b) - count(a));
	},
	defaults: classicDefaults,
	options: classicOptions,
});
