import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { prefixVerdicts, randomParentheses } from '../classics/parentheses.js';
import { tracrPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildShuffleDyck } from './program.js';

/** Two kinds of parentheses, each balanced by itself. */
export const shuffleDyck: Task<{ readonly maxLength: number }> = classicTask({
	name: 'shuffle-dyck',
	title: 'Shuffle-Dyck',
	summary:
		'Are two kinds of parentheses balanced, each without a look at the other? Every position counts what was opened and closed of each kind; then all look whether any had closed too much, and whether nothing stays open.',
	paper: tracrPaper,
	tokens: ['(', ')', '{', '}'],
	build: () => buildShuffleDyck(),
	answer: (words) => {
		const kinds = [words.filter((word) => '()'.includes(word)), words.filter((word) => '{}'.includes(word))];
		const balanced = kinds.every((kind) => kind.length === 0 || prefixVerdicts(kind).at(-1) === 'T');
		return words.map(() => String(balanced));
	},
	words: (random, length) => randomParentheses(random, ['()', '{}'], length),
	defaults: classicDefaults,
	options: classicOptions,
});
