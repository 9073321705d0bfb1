import { classicDefaults, classicOptions, classicTask, numberText } from '../classics/classic-task.js';
import { tracrPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildFractionPrevious } from './program.js';

/** The share of a token so far. */
export const fractionPrevious: Task<{ readonly maxLength: number }> = classicTask({
	name: 'fraction-previous',
	title: 'Fraction of previous tokens',
	summary: 'Which share of the tokens so far is an x? One head takes the mean of 1 for an x and 0 for all else.',
	paper: tracrPaper,
	tokens: ['x', 'a', 'b'],
	build: () => buildFractionPrevious(),
	answer: (words) => words.map((_, index) => numberText(words.slice(0, index + 1).filter((word) => word === 'x').length / (index + 1))),
	defaults: classicDefaults,
	options: classicOptions,
});
