import { createTask } from '../../create-task.js';
import { altaPaper } from '../../paper.js';
import type { Task } from '../../task.js';
import { buildNewProgram } from './program.js';
import { lettersCodec, randomLetters, readLetters } from './text.js';

/** Letters, moved one position to the right. */
export const newProgram: Task<Record<never, never>> = createTask({
	name: 'new-program',
	title: 'Letters, moved one position to the right',
	summary:
		'What stands to the left of each letter? Every position looks at its left neighbour and answers with its letter; the first one has a dash.',
	paper: altaPaper,
	unit: 'letters',
	defaults: {},
	options: {},
	program: buildNewProgram,
	codec: () => lettersCodec,
	oracle: () => (text) => {
		const letters = readLetters(text);
		return letters.map((_, index) => letters[index - 1] ?? '-').join(' ');
	},
	generate: () => randomLetters,
	maxLength: () => undefined,
});
