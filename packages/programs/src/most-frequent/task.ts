import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildMostFrequent } from './program.js';

/** Different tokens by how often they occur. */
export const mostFrequent: Task<{ readonly maxLength: number }> = classicTask({
	name: 'most-frequent',
	title: 'Most frequent tokens',
	summary:
		'Which different tokens are there, the most frequent first? As sorting by frequency, but later occurrences of a token go to the end, and are written as a dash.',
	paper: raspPaper,
	tokens: ['a', 'b', 'c', 'd'],
	build: () => buildMostFrequent(),
	answer: (words) => {
		const count = (word: string): number => words.filter((each) => each === word).length;
		const different = [...new Set(words)].sort((a, b) => count(b) - count(a));
		return words.map((_, index) => different[index] ?? '-');
	},
	defaults: classicDefaults,
	options: classicOptions,
});
