import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildDoubleHistogram } from './program.js';

/** How many tokens occur as often as each one. */
export const doubleHistogram: Task<{ readonly maxLength: number }> = classicTask({
	name: 'double-histogram',
	title: 'Double histogram',
	summary:
		'How many different tokens occur as often as this one? The first layer counts how often each token occurs, and whether it occurred before; the second counts first occurrences with the same count.',
	paper: raspPaper,
	tokens: ['a', 'b', 'c', 'd'],
	build: () => buildDoubleHistogram(),
	answer: (words) => {
		const count = (word: string): number => words.filter((each) => each === word).length;
		return words.map((word) => String([...new Set(words)].filter((each) => count(each) === count(word)).length));
	},
	defaults: classicDefaults,
	options: classicOptions,
});
