import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { prefixVerdicts, randomParentheses } from '../classics/parentheses.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildDyck2 } from './program.js';

/** Balanced parentheses of two kinds, prefix by prefix. */
export const dyck2: Task<{ readonly maxLength: number }> = classicTask({
	name: 'dyck-2',
	title: 'Dyck-2, prefix by prefix',
	summary:
		'As Dyck-1 with two kinds of parentheses, which must match. Each closing one finds its partner: the opening one of the same depth that came last. Among the parentheses of a depth these are neighbours, so every position counts those of its depth up to itself.',
	paper: raspPaper,
	tokens: ['(', ')', '{', '}'],
	build: () => buildDyck2(),
	answer: (words) => prefixVerdicts(words),
	words: (random, length) => randomParentheses(random, ['()', '{}'], length),
	defaults: classicDefaults,
	options: classicOptions,
});
