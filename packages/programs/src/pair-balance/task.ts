import { classicDefaults, classicOptions, classicTask, numberText } from '../classics/classic-task.js';
import { tracrPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildPairBalance } from './program.js';

/** How much more was opened than closed, as a share. */
export const pairBalance: Task<{ readonly maxLength: number }> = classicTask({
	name: 'pair-balance',
	title: 'Pair balance',
	summary:
		'How much more was opened than closed so far, as a share of all tokens so far? One head takes the mean of 1 for an opening parenthesis, -1 for a closing one and 0 for all else.',
	paper: tracrPaper,
	tokens: ['(', ')', 'a'],
	build: () => buildPairBalance(),
	answer: (words) =>
		words.map((_, index) => {
			const count = (token: string): number => words.slice(0, index + 1).filter((word) => word === token).length;
			return numberText((count('(') - count(')')) / (index + 1));
		}),
	defaults: classicDefaults,
	options: classicOptions,
});
