import { createTask } from '../create-task.js';
import { altaPaper } from '../paper.js';
import type { Task } from '../task.js';
import { buildAddition } from './program.js';
import { randomSum, readSum, sumCodec } from './sum-text.js';

/** Addition of two numbers of any length, digit by digit. */
export const addition: Task<Record<never, never>> = createTask({
	name: 'addition',
	title: 'Addition, digit by digit',
	summary:
		'What is the sum of two numbers? The program adds as one does on paper. Two pointers mark the digits to add, a third the place of the next digit ' +
		'of the sum; all three start at the right and move left together, one place a layer. Two heads fetch the digits under the pointers to every position, ' +
		'so that all of them know the carry. Numbers of D digits take D + 3 layers, and any D will do.',
	paper: altaPaper,
	unit: 'digits',
	defaults: {},
	options: {},
	program: buildAddition,
	codec: () => sumCodec,
	oracle: () => (text) => {
		const [a, b] = readSum(text);
		return String(BigInt(a) + BigInt(b));
	},
	generate: () => randomSum,
	maxLength: () => undefined,
});
