import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { prefixVerdicts, randomParentheses } from '../classics/parentheses.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildDyck1 } from './program.js';

/** Balanced parentheses of one kind, prefix by prefix. */
export const dyck1: Task<{ readonly maxLength: number }> = classicTask({
	name: 'dyck-1',
	title: 'Dyck-1, prefix by prefix',
	summary:
		'Is what came so far a word of balanced parentheses (T), the beginning of one (P), or neither (F)? Every position counts what was opened and closed up to it, and then whether more was closed than opened anywhere before.',
	paper: raspPaper,
	tokens: ['(', ')'],
	build: () => buildDyck1(),
	answer: (words) => prefixVerdicts(words),
	words: (random, length) => randomParentheses(random, ['()'], length),
	defaults: classicDefaults,
	options: classicOptions,
});
