import { classicDefaults, classicOptions, classicTask } from '../classics/classic-task.js';
import { tracrPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildShift } from './program.js';

/** Every token some positions later. */
export const shift: Task<{ readonly maxLength: number; readonly by: number }> = classicTask({
	name: 'shift',
	title: 'Shifting',
	summary: 'What was the token some positions ago? One head looks at a single offset. The first positions have no answer.',
	paper: tracrPaper,
	tokens: ['a', 'b', 'c', 'd'],
	build: buildShift,
	answer: (words, { by }) => words.map((_, index) => words[index - by] ?? '·'),
	defaults: { ...classicDefaults, by: 1 },
	options: { ...classicOptions, by: { type: 'integer', min: -100, max: 100, help: 'How many positions tokens move to the right.' } },
});
