import { lower } from '@alta-ts/rasp';
import { readSum } from '../addition/sum-text.js';
import { classicDefaults, classicOptions } from '../classics/classic-task.js';
import { createTask } from '../create-task.js';
import { raspPaper } from '../paper.js';
import type { Task } from '../task.js';
import { longSumCodec, randomLongSum } from './long-sum-text.js';
import { buildLongAddition } from './program.js';

const NAME = 'long-addition';

/** Addition of two numbers in five layers, however long they are. */
export const longAddition: Task<{ readonly maxLength: number }> = createTask({
	name: NAME,
	title: 'Addition of long numbers, in five layers',
	summary:
		'What is the sum of two numbers? The first number is moved to the right until both end at the same place. Every place then adds its two digits, ' +
		'and finds its carry at once: the next place to the right whose digits do not add up to 9 has one or has none.',
	paper: raspPaper,
	unit: 'tokens',
	defaults: classicDefaults,
	options: classicOptions,
	graph: () => buildLongAddition(),
	program: ({ maxLength }) => lower(buildLongAddition(), { name: NAME, vocabulary: '0123456789+'.split(''), maxLength }).program,
	codec: ({ maxLength }) => longSumCodec(NAME, maxLength),
	oracle: () => (text) => {
		const [a, b] = readSum(text);
		return String(BigInt(a) + BigInt(b));
	},
	generate:
		({ maxLength }) =>
		(random, limits) =>
			randomLongSum(random, limits, NAME, maxLength),
	maxLength: ({ maxLength }) => maxLength,
});
